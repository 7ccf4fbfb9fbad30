//! What is not wrong with rules, but superfluous or dangerous.
//!
//! A rule is *shadowed* if another finds whatever it finds, with the same roles: taking it away
//! changes nothing but the time that it costs its readers. A rule is *loose* if it asks for next to
//! nothing, so that it finds what nobody meant. Neither can be told from one entry alone, and no run
//! needs to know: [`review`] is for who checks rules.
//!
//! What is told is certain by the form of the rules. Two rules may well find the same in ways that
//! no comparison of forms shows; about these nothing is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    error::{Error, Location},
    id::{RelationId, RoleId},
    rules::{
        ClauseRule, Ends, PatternRule, Recogniser, Relation, RoleType, RuleSet,
        clause::{Frame, Noun, Oblique, Slot, near_preposition},
        pattern::{Class, Pattern, REPETITIONS, TokenTest},
    },
};

/// Verbs that say nothing by themselves.
const EMPTY_VERBS: [&str; 7] = ["be", "become", "do", "get", "have", "make", "take"];

/// The shortest noun that is held against prepositions: shorter ones are near to too many.
const SHORTEST_NOUN: usize = 4;

/// The longest sequence of a pattern that is compared with others.
const LONGEST: usize = 64;

/// The most patterns of a relation that are compared with each other.
const MOST: usize = 200;

/// The largest pattern that is compared with others, in parts.
const LARGEST: usize = 256;

/// Warnings about rules that are superfluous or find too much, by file and line.
pub fn review(rules: &RuleSet) -> Vec<Error> {
    let nouns = nouns(rules);
    let mut warnings = Vec::new();
    for relation in rules.relations.values() {
        for list in [&relation.clauses, &relation.nouns, &relation.except] {
            shadowed_clauses(list, &mut warnings);
        }
        shadowed_patterns(&relation.patterns, &mut warnings);
        for rule in &relation.clauses {
            if rule.frames.iter().any(|frame| is_empty(frame, relation)) {
                warnings.push(empty_verb(rule));
            }
            warnings.extend(like_prepositions(rule, relation, &nouns));
        }
        for rule in relation.patterns.iter().filter(|rule| reaches(&rule.pattern)) {
            warnings.push(far_reaching(&rule.location));
        }
    }
    for rule in &rules.names {
        if let Recogniser::Pattern(pattern) = &rule.recogniser {
            warnings.extend(reaches(pattern).then(|| far_reaching(&rule.location)));
            let loose = rule.near.is_empty() && !has_anchor(pattern);
            warnings.extend(loose.then(|| wordless(&rule.location)));
        }
    }
    Shared::of(rules).report(&mut warnings);
    warnings.sort_by(|a, b| a.location().cmp(&b.location()));
    warnings
}

/// Notes every clause of which other clauses find all, and, of the rest, every trigger of which that
/// is true.
fn shadowed_clauses(rules: &[ClauseRule], warnings: &mut Vec<Error>) {
    let mut clauses = Clauses::of(rules);
    // of two that find the same the first one stays
    for index in (0..rules.len()).rev() {
        let Some(other) = clauses.shadow(index) else { continue };
        let message =
            format!("`{}` finds nothing that `{}` does not find", rules[index].id, rules[other].id);
        let warning = Error::warning(message).at(rules[index].location.clone());
        warnings.push(warning.help("take it away, or say what else must be there"));
        clauses.superfluous[index] = true;
    }
    let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (index, trigger, other) in clauses.shared_triggers() {
        shared.entry((index, other)).or_default().push(trigger);
    }
    for ((index, other), triggers) in shared {
        warnings.push(shared_triggers(&rules[index], &triggers, &rules[other]));
    }
}

/// Triggers of a clause, at least one, at which another finds all that it finds.
fn shared_triggers(rule: &ClauseRule, triggers: &[&str], other: &ClauseRule) -> Error {
    let places = triggers.iter().map(|trigger| rule.place_of(trigger));
    let place = places.min_by_key(|place| place.column).unwrap_or_else(|| rule.location.clone());
    let (named, away) = match triggers {
        [one] => (format!("`{one}` states"), format!("`{one}`")),
        _ => {
            let (last, first) = triggers.split_last().unwrap_or((&"", &[]));
            (format!("`{}` and `{last}` state", first.join("`, `")), "them".to_owned())
        }
    };
    let message = format!("`{}` finds all that {named} here", other.id);
    Error::warning(message).at(place).help(format!("take {away} away in one of the two"))
}

/// The clauses of one list, by trigger.
struct Clauses<'r> {
    rules: &'r [ClauseRule],
    by_trigger: BTreeMap<&'r str, Vec<(usize, &'r Frame)>>,
    /// Those that others shadow.
    superfluous: Vec<bool>,
}

impl<'r> Clauses<'r> {
    fn of(rules: &'r [ClauseRule]) -> Self {
        let mut by_trigger: BTreeMap<&str, Vec<(usize, &Frame)>> = BTreeMap::new();
        for (index, rule) in rules.iter().enumerate() {
            for frame in &rule.frames {
                for trigger in &frame.triggers {
                    by_trigger.entry(trigger).or_default().push((index, frame));
                }
            }
        }
        Self { rules, by_trigger, superfluous: vec![false; rules.len()] }
    }

    /// Another clause that covers a frame of clause `index` at a trigger.
    fn covering(&self, index: usize, frame: &Frame, trigger: &str) -> Option<usize> {
        let mut others = self.by_trigger.get(trigger)?.iter();
        let (other, _) = others.find(|(other, wider)| {
            *other != index
                && !self.superfluous[*other]
                && self.rules[*other].status == self.rules[index].status
                && covers(wider, frame)
        })?;
        Some(*other)
    }

    /// A clause that covers one, if all that it finds others find, too.
    fn shadow(&self, index: usize) -> Option<usize> {
        let frames = self.rules[index].frames.iter();
        let mut triggers =
            frames.flat_map(|frame| frame.triggers.iter().map(move |trigger| (frame, trigger)));
        let (frame, trigger) = triggers.next()?;
        let first = self.covering(index, frame, trigger)?;
        let covered =
            |(frame, trigger): (&Frame, &String)| self.covering(index, frame, trigger).is_some();
        triggers.all(covered).then_some(first)
    }

    /// Triggers of clauses that another covers there, each once: the clause, the trigger, the other.
    fn shared_triggers(&self) -> Vec<(usize, &'r str, usize)> {
        let mut shared: Vec<(usize, &str, usize)> = Vec::new();
        for (&trigger, frames) in &self.by_trigger {
            let mut indices: Vec<usize> = frames.iter().map(|(index, _)| *index).collect();
            indices.dedup();
            // of two that share it the first one keeps it
            for index in indices.into_iter().rev().filter(|index| !self.superfluous[*index]) {
                let own = frames.iter().filter(|(at, _)| *at == index);
                let others: Option<Vec<usize>> =
                    own.map(|(_, frame)| self.covering(index, frame, trigger)).collect();
                let other = others.and_then(|others| others.first().copied());
                if let Some(other) =
                    other.filter(|other| !shared.contains(&(*other, trigger, index)))
                {
                    shared.push((index, trigger, other));
                }
            }
        }
        shared
    }
}

/// Whether `wide` finds, with at least the same roles, whatever `narrow` finds by a trigger that
/// both have.
fn covers(wide: &Frame, narrow: &Frame) -> bool {
    let particles = wide.particles.iter().all(|word| narrow.particles.contains(word));
    let subject = match (&wide.subject, &narrow.subject) {
        (Some(wide), Some(narrow)) => slot_covers(wide, narrow),
        (wide, None) => wide.as_ref().is_none_or(|slot| !slot.required && slot.owned.is_empty()),
        (None, Some(_)) => false,
    };
    let objects = wide.objects.len() == narrow.objects.len()
        && wide.objects.iter().zip(&narrow.objects).all(|(wide, narrow)| slot_covers(wide, narrow));
    particles
        && subject
        && objects
        && nouns_cover(&wide.nouns, &narrow.nouns)
        && obliques_cover(wide, narrow)
}

fn slot_covers(wide: &Slot, narrow: &Slot) -> bool {
    let owned = match (wide.owned.as_slice(), narrow.owned.as_slice()) {
        ([], []) => true,
        ([], _) | (_, []) => false,
        (wide, narrow) => narrow.iter().all(|noun| wide.contains(noun)),
    };
    wide.role == narrow.role && owned && (narrow.required || !wide.required)
}

/// Whether nouns that `wide` asks for are there where those of `narrow` are. A noun that only
/// `narrow` asks for stands behind a preposition: as an object it might itself state the relation.
fn nouns_cover(wide: &[Noun], narrow: &[Noun]) -> bool {
    let implied = |wanted: &Noun, there: &Noun| {
        wanted.prepositions.is_empty() == there.prepositions.is_empty()
            && there.prepositions.iter().all(|word| wanted.prepositions.contains(word))
            && there.lemmas.iter().all(|word| wanted.lemmas.contains(word))
    };
    wide.iter().all(|wanted| narrow.iter().any(|there| implied(wanted, there)))
        && narrow.iter().all(|there| {
            !there.prepositions.is_empty() || wide.iter().any(|wanted| implied(wanted, there))
        })
}

fn obliques_cover(wide: &Frame, narrow: &Frame) -> bool {
    let same = |wide: &Oblique, narrow: &Oblique| {
        narrow.prepositions.iter().all(|word| wide.prepositions.contains(word))
            && wide.slots.len() == narrow.slots.len()
            && wide.slots.iter().zip(&narrow.slots).all(|(wide, narrow)| slot_covers(wide, narrow))
    };
    let matched = |wide_one: &Oblique| narrow.obliques.iter().any(|one| same(wide_one, one));
    let optional =
        |one: &Oblique| one.slots.len() == 1 && one.slots.iter().all(|slot| !slot.required);
    narrow.obliques.iter().all(|one| wide.obliques.iter().any(|wider| same(wider, one)))
        && wide.obliques.iter().all(|one| matched(one) || optional(one))
}

/// Whether all that a frame needs is a verb that says nothing by itself.
fn is_empty(frame: &Frame, relation: &Relation) -> bool {
    let obliques = || frame.obliques.iter().flat_map(|oblique| &oblique.slots);
    let needed = obliques().any(|slot| slot.required) || {
        let fills = |role: &RoleId| frame.slots().any(|slot| slot.role == *role);
        let behind = |role: &RoleId| obliques().any(|slot| slot.role == *role);
        let mut edges = relation.edges.iter().filter(|ends| fills(&ends.head) && fills(&ends.tail));
        !frame.obliques.is_empty() && edges.all(|ends| behind(&ends.head) || behind(&ends.tail))
    };
    let told_apart = frame.slots().any(|slot| {
        let types = relation.role(&slot.role).map_or(&[][..], |role| &role.types);
        !slot.owned.is_empty() || types.contains(&RoleType::Clause)
    });
    frame.triggers.iter().any(|verb| EMPTY_VERBS.contains(&verb.as_str()))
        && frame.nouns.is_empty()
        && frame.particles.is_empty()
        && !needed
        && !told_apart
}

fn empty_verb(rule: &ClauseRule) -> Error {
    let verbs = rule.frames.iter().flat_map(|frame| &frame.triggers);
    let verb = verbs.into_iter().find(|verb| EMPTY_VERBS.contains(&verb.as_str()));
    let verb = verb.map_or("", String::as_str);
    let message = format!("`{verb}` says next to nothing: this clause finds what nobody means");
    let help = "add a noun, a particle or a preposition that must be there";
    Error::warning(message).at(rule.location.clone()).help(help)
}

/// The nouns that clauses ask for, each with the relations that they state.
type Nouns<'r> = BTreeMap<&'r str, BTreeSet<&'r RelationId>>;

fn nouns(rules: &RuleSet) -> Nouns<'_> {
    let mut nouns = Nouns::new();
    for relation in rules.relations.values() {
        let frames = relation.clauses.iter().chain(&relation.nouns).flat_map(|rule| &rule.frames);
        for noun in frames.flat_map(|frame| &frame.nouns).flat_map(|noun| &noun.lemmas) {
            nouns.entry(noun).or_default().insert(&relation.name);
        }
    }
    nouns
}

/// Nouns of a clause that stand alone, that no other relation asks for and that are nearly a
/// preposition.
fn like_prepositions(rule: &ClauseRule, relation: &Relation, known: &Nouns<'_>) -> Vec<Error> {
    let nouns = rule.frames.iter().flat_map(|frame| &frame.nouns);
    let alone = nouns.filter_map(|noun| match (noun.prepositions.as_slice(), &*noun.lemmas) {
        ([], [word]) => Some(word.as_str()),
        _ => None,
    });
    let words: BTreeSet<&str> = alone.filter(|word| word.len() >= SHORTEST_NOUN).collect();
    let is_known = |word: &str| {
        known.get(word).is_some_and(|relations| relations.iter().any(|it| **it != relation.name))
    };
    let warning = |word: &str| {
        let near = near_preposition(word)?;
        let message = format!("`{word}` is taken for a noun that must be there");
        let warning = Error::warning(message).at(rule.place_of(word));
        Some(warning.help(format!("did you mean `{near}`?")))
    };
    words.into_iter().filter(|word| !is_known(word)).filter_map(warning).collect()
}

/// Notes every pattern that finds nothing that another of the relation does not find.
fn shadowed_patterns(rules: &[PatternRule], warnings: &mut Vec<Error>) {
    let rules: Vec<&PatternRule> =
        rules.iter().filter(|rule| size(&rule.pattern) <= LARGEST).take(MOST).collect();
    for (index, rule) in rules.iter().enumerate() {
        let other = rules.iter().enumerate().find(|(at, other)| {
            // the same pattern twice is told when it is read
            *at != index
                && other.pattern != rule.pattern
                && pattern_covers(&other.pattern, &rule.pattern)
                && (*at < index || !pattern_covers(&rule.pattern, &other.pattern))
        });
        if let Some((_, other)) = other {
            let message = format!("`{}` finds nothing that `{}` does not find", rule.id, other.id);
            let warning = Error::warning(message).at(rule.location.clone());
            warnings.push(warning.help("take it away, or let it ask for more"));
        }
    }
}

/// How many parts it has.
fn size(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Token(_) | Pattern::Mention { .. } | Pattern::Role(_) => 1,
        Pattern::Sequence(parts) | Pattern::Alternatives(parts) => {
            1 + parts.iter().map(size).sum::<usize>()
        }
        Pattern::Repeated { part, .. } | Pattern::Captured { part, .. } | Pattern::Name(part) => {
            1 + size(part)
        }
    }
}

/// Whether `wide` matches, with at least the same roles, whatever `narrow` matches.
fn pattern_covers(wide: &Pattern, narrow: &Pattern) -> bool {
    if wide == narrow {
        return true;
    }
    match (wide, narrow) {
        (Pattern::Sequence(wide), Pattern::Sequence(narrow)) => sequence_covers(wide, narrow),
        (Pattern::Sequence(wide), narrow) => sequence_covers(wide, std::slice::from_ref(narrow)),
        (_, Pattern::Alternatives(parts)) => parts.iter().all(|part| pattern_covers(wide, part)),
        (Pattern::Alternatives(parts), _) => parts.iter().any(|part| pattern_covers(part, narrow)),
        (
            Pattern::Repeated { part: wide, min, max },
            Pattern::Repeated { part: narrow, min: fewest, max: most },
        ) => min <= fewest && max >= most && pattern_covers(wide, narrow),
        (Pattern::Repeated { part, min, max }, _) => {
            *min <= 1 && *max >= 1 && pattern_covers(part, narrow)
        }
        (
            Pattern::Captured { role: wide_role, part: wide },
            Pattern::Captured { role, part: narrow },
        ) => wide_role == role && pattern_covers(wide, narrow),
        (Pattern::Token(wide), Pattern::Token(narrow)) => token_covers(wide, narrow),
        _ => false,
    }
}

/// Whether each of `narrow` has its place in `wide`, in this order, and the rest of `wide` may be
/// missing.
fn sequence_covers(wide: &[Pattern], narrow: &[Pattern]) -> bool {
    if wide.len() > LONGEST || narrow.len() > LONGEST {
        return false;
    }
    // fits[j]: whether the parts of `wide` seen so far cover the first j of `narrow`
    let mut fits = vec![false; narrow.len() + 1];
    fits[0] = true;
    for part in wide {
        let skipped = part.matches_empty();
        let next = (0..=narrow.len()).map(|at| {
            (skipped && fits[at])
                || (at > 0 && fits[at - 1] && pattern_covers(part, &narrow[at - 1]))
        });
        fits = next.collect();
    }
    fits[narrow.len()]
}

fn token_covers(wide: &TokenTest, narrow: &TokenTest) -> bool {
    match (wide, narrow) {
        (TokenTest::Class(Class::Auxiliary), TokenTest::Class(Class::Adverb)) => true,
        (TokenTest::Class(Class::Any), TokenTest::Class(class)) => *class != Class::Punctuation,
        (TokenTest::Class(Class::Any), TokenTest::Form(word)) => {
            word.chars().all(char::is_alphanumeric)
        }
        (TokenTest::Class(Class::Any), TokenTest::Lemma(_)) => true,
        (TokenTest::Lemma(lemma), TokenTest::Form(form)) => lemma == form,
        _ => false,
    }
}

fn far_reaching(location: &Location) -> Error {
    let message = format!("`[Any]*` reaches over up to {REPETITIONS} words of any kind");
    let warning = Error::warning(message).at(location.clone());
    warning.help("say how many there may be: `[Any]{0,4}`")
}

fn wordless(location: &Location) -> Error {
    let message = "this pattern has no word of its own: it finds whatever stands so";
    let warning = Error::warning(message).at(location.clone());
    warning.help("add a word or sign that must be there, or words that stand `near`")
}

/// Whether it takes a long run of any words, in no role.
fn reaches(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Repeated { part, max, .. } => {
            (**part == Pattern::Token(TokenTest::Class(Class::Any)) && *max == REPETITIONS)
                || reaches(part)
        }
        Pattern::Sequence(parts) | Pattern::Alternatives(parts) => parts.iter().any(reaches),
        Pattern::Name(part) => reaches(part),
        Pattern::Token(_)
        | Pattern::Mention { .. }
        | Pattern::Role(_)
        | Pattern::Captured { .. } => false,
    }
}

/// Whether it asks for some word, sign or tag besides mentions and what may stand anywhere.
fn has_anchor(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Token(TokenTest::Class(class)) => {
            !matches!(class, Class::Any | Class::Adverb | Class::Auxiliary | Class::Capitalised)
        }
        Pattern::Token(_) => true,
        Pattern::Mention { .. } | Pattern::Role(_) => false,
        Pattern::Sequence(parts) => parts.iter().any(has_anchor),
        Pattern::Alternatives(parts) => parts.iter().all(has_anchor),
        Pattern::Repeated { part, min, .. } => *min > 0 && has_anchor(part),
        Pattern::Captured { part, .. } | Pattern::Name(part) => has_anchor(part),
    }
}

/// The clauses of all relations, with the types of their roles in place of the roles.
struct Shared<'r>(Vec<Said<'r>>);

/// A clause or noun form, and the relation that it states.
struct Said<'r> {
    relation: &'r Relation,
    rule: &'r ClauseRule,
    verbal: bool,
    frames: Vec<Frame>,
    /// Where in each frame the ends of its edge stand.
    ends: Vec<Option<[Stand; 2]>>,
}

/// Where in a frame a slot stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stand {
    Subject,
    /// The object of this number.
    Object(usize),
    /// Behind one of these prepositions.
    Behind(Vec<String>),
}

impl<'r> Shared<'r> {
    fn of(rules: &'r RuleSet) -> Self {
        let mut said = Vec::new();
        for relation in rules.relations.values() {
            for (verbal, list) in [(true, &relation.clauses), (false, &relation.nouns)] {
                said.extend(list.iter().map(|rule| {
                    let frames = rule.frames.iter().map(|frame| typed(frame, relation)).collect();
                    let ends = rule.frames.iter().map(|frame| ends(frame, relation)).collect();
                    Said { relation, rule, verbal, frames, ends }
                }));
            }
        }
        Self(said)
    }

    /// Notes every clause that finds nothing but what one of another relation finds, too.
    fn report(&self, warnings: &mut Vec<Error>) {
        let mut by_trigger: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
        for (index, said) in self.0.iter().enumerate() {
            for trigger in said.frames.iter().flat_map(|frame| &frame.triggers) {
                by_trigger.entry((said.verbal, trigger)).or_default().push(index);
            }
        }
        for said in &self.0 {
            let Some(trigger) = said.frames.first().and_then(|frame| frame.triggers.first()) else {
                continue;
            };
            let other = by_trigger[&(said.verbal, trigger.as_str())].iter().find(|other| {
                let wider = &self.0[**other];
                wider.relation.name != said.relation.name && said.is_in(wider)
            });
            warnings.extend(other.map(|other| said.shares(&self.0[*other])));
        }
    }
}

impl Said<'_> {
    /// Whether it finds nothing between whom `wider` does not find something.
    fn is_in(&self, wider: &Self) -> bool {
        self.rule.status == wider.rule.status
            && self.frames.iter().zip(&self.ends).all(|(frame, ends)| {
                frame.triggers.iter().all(|trigger| {
                    let mut others = wider.frames.iter().zip(&wider.ends);
                    others.any(|(other, wider)| {
                        other.triggers.contains(trigger)
                            && covers(other, frame)
                            && ends.as_ref().zip(wider.as_ref()).is_some_and(are_one)
                    })
                })
            })
    }

    fn shares(&self, wider: &Self) -> Error {
        let message = format!(
            "all that `{}` finds, `{}` finds, too: each sentence gives both relations",
            self.rule.id, wider.rule.id
        );
        Error::warning(message)
            .at(self.rule.location.clone())
            .help("leave it if both are meant; else take it away, or make it ask for more")
    }
}

/// Where the ends of the edge stand that a frame draws if all of its roles are filled.
fn ends(frame: &Frame, relation: &Relation) -> Option<[Stand; 2]> {
    let ends = |ends: &Ends| Some([stand(frame, &ends.head)?, stand(frame, &ends.tail)?]);
    relation.edges.iter().find_map(ends)
}

fn stand(frame: &Frame, role: &RoleId) -> Option<Stand> {
    let is = |slot: &Slot| slot.role == *role;
    if frame.subject.as_ref().is_some_and(is) {
        return Some(Stand::Subject);
    }
    if let Some(number) = frame.objects.iter().position(is) {
        return Some(Stand::Object(number));
    }
    let oblique = frame.obliques.iter().find(|oblique| oblique.slots.iter().any(is))?;
    Some(Stand::Behind(oblique.prepositions.clone()))
}

/// Whether the ends of a frame and of a wider one are the same, in whatever order.
fn are_one(([a, b], [wider_a, wider_b]): (&[Stand; 2], &[Stand; 2])) -> bool {
    let is_one = |narrow: &Stand, wider: &Stand| match (narrow, wider) {
        (Stand::Behind(narrow), Stand::Behind(wider)) => {
            narrow.iter().all(|preposition| wider.contains(preposition))
        }
        _ => narrow == wider,
    };
    (is_one(a, wider_a) && is_one(b, wider_b)) || (is_one(a, wider_b) && is_one(b, wider_a))
}

/// The frame with the types of its roles in place of the roles.
fn typed(frame: &Frame, relation: &Relation) -> Frame {
    let mut typed = frame.clone();
    let slots = typed.subject.iter_mut().chain(&mut typed.objects);
    for slot in slots.chain(typed.obliques.iter_mut().flat_map(|oblique| &mut oblique.slots)) {
        let types = relation.role(&slot.role).map_or(&[][..], |role| &role.types);
        slot.role = RoleId::from(format!("{types:?}").as_str());
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::review;
    use crate::rules::load_texts;

    const TYPES: &str = "format = 1\n[type.actor]\n[type.place]\n[type.weapon]\n";

    /// A relation `name` between `a` and `b`, with these lists.
    fn relation(name: &str, lists: &str) -> String {
        format!(
            "[[relation]]\nname = '{name}'\nabout = 'A.'\nedge = '{{a}} -> {{b}}'\n\
             finds = ['[X](a) and [Y](b).']\nignores = ['X.']\n{lists}\n"
        )
    }

    const ACTORS: &str = "roles = { a = 'actor', b = 'actor' }\n";
    const ARMED: &str = "roles = { a = 'actor', b = 'actor', c = 'weapon' }\n";

    /// What is advised on these relations, without the help.
    #[track_caller]
    fn check(relations: &[String], expected: &[&str]) {
        let text = relations.concat();
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        let advice = review(&loaded.rules);
        let told: Vec<&str> = advice.iter().map(|warning| warning.message()).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[track_caller]
    fn check_clauses(roles: &str, clauses: &str, expected: &[&str]) {
        check(&[relation("r", &format!("{roles}clauses = [{clauses}]"))], expected);
    }

    #[track_caller]
    fn check_patterns(patterns: &str, expected: &[&str]) {
        check(&[relation("r", &format!("{ACTORS}patterns = [{patterns}]"))], expected);
    }

    #[test]
    fn a_clause_that_another_covers_is_shadowed() {
        let shadowed = ["`r/clause-2` finds nothing that `r/clause-1` does not find"];
        check_clauses(ACTORS, "'{a} warn|caution {b}', '{a} warn {b}'", &shadowed);
        check_clauses(ACTORS, "'{a} warn {b}', '{a} warn {b!}'", &shadowed);
        check_clauses(ARMED, "'{a} warn {b} of|about {c}', '{a} warn {b} about {c}'", &shadowed);
        check_clauses(ARMED, "'{a} warn {b} of {c}', '{a} warn {b}'", &shadowed);
        check_clauses(ACTORS, "'{a} call on {b}', '{a} call on {b} for help'", &shadowed);
        let first = ["`r/clause-1` finds nothing that `r/clause-2` does not find"];
        check_clauses(ACTORS, "'{a} warn {b}', '{a} warn|caution {b}'", &first);
    }

    #[test]
    fn of_two_clauses_that_are_one_the_first_stays() {
        let shadowed = ["`r/clause-2` finds nothing that `r/clause-1` does not find"];
        check_clauses(ACTORS, "'{a} warn {b}', '{a} warn {b}'", &shadowed);
    }

    #[test]
    fn a_clause_that_differs_is_not_shadowed() {
        check_clauses(ACTORS, "'{a} warn {b}', '{a} caution {b}'", &[]);
        check_clauses(
            ACTORS,
            "'{a} warn {b!}', '{a} warn {b}'",
            &["`r/clause-1` finds nothing that `r/clause-2` does not find"],
        );
        check_clauses(ACTORS, "'{a} warn {b}', '{b} warn {a}'", &[]);
        check_clauses(ACTORS, "'{a} talk with {b}', '{a} talk to {b}'", &[]);
        check_clauses(ARMED, "'{a} warn {b} of {c!}', '{a} warn {b}'", &[]);
        check_clauses(ARMED, "'{a} sell {b} {c}', '{a} sell {c} to {b}'", &[]);
        check_clauses(ACTORS, "'{a} pull out of {b}', '{a} pull {b}'", &[]);
        check_clauses(ACTORS, "'{a} hold talk with {b}', '{a} hold war with {b}'", &[]);
        check_clauses(ACTORS, "\"{a} expel {b}'s envoy\", '{a} expel {b}'", &[]);
        check_clauses(ACTORS, "'{a} warn {b}', '{a} warn {b!} => planned'", &[]);
    }

    #[test]
    fn one_verb_that_another_clause_has_is_told_at_its_place() {
        let clauses = "'{a} warn|caution {b}', '{a} forewarn|warn|alert {b}'";
        check_clauses(ACTORS, clauses, &["`r/clause-1` finds all that `warn` states here"]);
        let text = relation("r", &format!("{ACTORS}clauses = [{clauses}]"));
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        let advice = review(&loaded.rules);
        let place = advice.first().and_then(|warning| warning.location()).cloned();
        let place = place.expect("it is told at a place");
        assert_eq!((place.column, place.length), (50, 4), "{place:?}");
    }

    #[test]
    fn frames_of_one_clause_do_not_shadow_each_other() {
        check_clauses(ARMED, "'{a} warn {b} (of {c})?'", &[]);
    }

    #[test]
    fn a_clause_of_another_relation_that_finds_the_same_is_told() {
        let fights = |clauses: &str| relation("fights", &format!("{ACTORS}clauses = [{clauses}]"));
        let other = |clauses: &str| {
            let roles = "roles = { a = 'actor', b = 'actor' }\n";
            relation("strikes", &format!("{roles}clauses = [{clauses}]"))
        };
        check(
            &[fights("'{a} attack|fight {b}'"), other("'{a} attack {b}'")],
            &["all that `strikes/clause-1` finds, `fights/clause-1` finds, too: \
               each sentence gives both relations"],
        );
        check(&[fights("'{a} attack|fight {b}'"), other("'{a} attack|hit {b}'")], &[]);
        let armed = "roles = { a = 'actor', b = 'weapon' }\nclauses = ['{a} attack {b}']";
        check(&[fights("'{a} attack {b}'"), relation("uses", armed)], &[]);
    }

    #[test]
    fn a_clause_of_another_relation_that_draws_another_edge_is_meant() {
        let roles = "roles = { a = 'actor', b = 'actor', c = 'weapon' }\n";
        let hits = relation("hits", &format!("{roles}clauses = ['{{a}} hit {{b}} with {{c!}}']"));
        let uses = relation("uses", &format!("{roles}clauses = ['{{a}} hit {{b}} with {{c}}']"));
        check(
            &[hits.clone(), uses.clone()],
            &["all that `hits/clause-1` finds, `uses/clause-1` finds, too: \
               each sentence gives both relations"],
        );
        check(&[hits, uses.replace("'{a} -> {b}'", "'{a} -> {c}'")], &[]);
    }

    #[test]
    fn triggers_that_two_clauses_share_are_told_together() {
        check_clauses(
            ARMED,
            "'{a} warn|tell|remind {b} of {c}', '{a} tell|alert|warn {b} of {c}'",
            &["`r/clause-1` finds all that `tell` and `warn` state here"],
        );
    }

    #[test]
    fn a_noun_that_is_nearly_a_preposition_is_told() {
        let taken = |word: &str| [format!("`{word}` is taken for a noun that must be there")];
        let check = |clause: &str, expected: &[String]| {
            let roles = if clause.contains("{c}") { ARMED } else { ACTORS };
            check_clauses(roles, clause, &expected.iter().map(String::as_str).collect::<Vec<_>>());
        };
        check("'{a} warn {b} abuot {c}'", &taken("abuot"));
        check("'{a} pull {b} awya'", &taken("awya"));
        check("'{a} warn {b} abuot|matter of {c}'", &[]);
        check("'{a} warn {b} in fron'", &[]);
        check("'{a} sign deal with {b}'", &[]);
    }

    #[test]
    fn an_empty_verb_needs_more() {
        let empty = |verb: &str| {
            format!("`{verb}` says next to nothing: this clause finds what nobody means")
        };
        check_clauses(ACTORS, "'{a} have {b}'", &[&empty("have")]);
        check_clauses(ARMED, "'{a} warn|take {b} with {c}'", &[&empty("take")]);
        check_clauses(ACTORS, "'{a} take aim at {b}', '{a} take over {b}', '{a} be at {b}'", &[]);
        check_clauses(ARMED, "'{a} get {b} from {c!}'", &[]);
        check_clauses(ACTORS, "\"{a} be {b}'s ally\"", &[]);
    }

    #[test]
    fn a_pattern_that_another_covers_is_shadowed() {
        let shadowed = ["`r/pattern-2` finds nothing that `r/pattern-1` does not find"];
        for (wide, narrow) in [
            ("{a} =warn|=caution {b}", "{a} =warn {b}"),
            ("{a} [Aux]* =warn {b}", "{a} [Adv]{0,2} =warn {b}"),
            ("{a} =warn [Any]{0,4} {b}", "{a} =warn the {b}"),
            ("{a} =warn (the|of)? {b}", "{a} =warn {b}"),
            ("{a} {trigger: =warn|=tell} {b}", "{a} {trigger: =tell} {b}"),
        ] {
            check_patterns(&format!("'{wide}', '{narrow}'"), &shadowed);
        }
        for (one, other) in [
            ("{a} =warn {b}", "{b} =warn {a}"),
            ("{a} =warn [Any]{1,4} {b}", "{a} =warn {b}"),
            ("{a} =warn [Any]{0,4} {b}", "{a} =warn , {b}"),
            ("{a} =warn [Adv]{0,2} {b}", "{a} [Adv]{0,2} =warn {b}"),
            ("{a} {trigger: =warn} {b}", "{a} =warn {b}"),
        ] {
            check_patterns(&format!("'{one}', '{other}'"), &[]);
        }
    }

    #[test]
    fn a_pattern_that_reaches_over_any_words_is_loose() {
        let reaches = "`[Any]*` reaches over up to 20 words of any kind";
        check_patterns("'{a} =warn [Any]* {b}'", &[reaches]);
        check_patterns("'{a} =warn ([Any]+ of)? {b}'", &[reaches]);
        check_patterns("'{a} =warn [Any]{0,4} {b}'", &[]);
        let remark = "roles = { a = 'actor', b = 'actor', c = 'text' }\npatterns = ['{a} =tell {b} {c: [Any]+}']";
        check(&[relation("r", remark)], &[]);
    }

    #[test]
    fn a_name_without_a_word_of_its_own_is_loose() {
        let name = |rest: &str| {
            format!(
                "[[name]]\nid = 'n'\ntype = 'actor'\nfinds = ['[X](actor)']\nignores = ['y']\n{rest}\n"
            )
        };
        let plain = "this pattern has no word of its own: it finds whatever stands so";
        check(&[name("pattern = '[Cap]+'")], &[plain]);
        check(&[name("pattern = '[Cap]+'\nnear = ['band']")], &[]);
        check(&[name("pattern = '=band {:name [Cap]+}'")], &[]);
    }
}
