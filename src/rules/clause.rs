//! Clauses and noun forms: plain sentences as rules.
//!
//! `{supplier} supply|send {item} to {recipient}` is read left to right: a role before the first
//! word is the subject, the first word is the trigger verb, a role behind it is an object, one
//! behind a preposition is told by that preposition. `sale of {item} to {recipient}` is a noun
//! form: its trigger is a noun and it has no subject. Groups are written out, so that what comes
//! out is a list of [`Frame`]s, each without alternatives but those of single words.

use std::collections::BTreeSet;

use crate::{
    error::nearest,
    id::RoleId,
    rules::{is_identifier, pattern::PatternError},
    span::Span,
};

/// Words that belong to the role, or to the noun, behind them.
const PREPOSITIONS: [&str; 40] = [
    "about",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "concerning",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "outside",
    "over",
    "regarding",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "with",
    "within",
    "without",
];

/// Words that, without a role or noun behind them, belong to the verb: "pull out", "sit down".
const PARTICLES: [&str; 14] = [
    "apart", "aside", "away", "back", "down", "in", "jointly", "off", "on", "out", "over",
    "through", "together", "up",
];

/// The most frames that the groups of one clause make.
const MOST_FRAMES: usize = 64;

/// Whether the trigger is a verb with a subject, or a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of `clauses`.
    Verb,
    /// Of `nouns`.
    Noun,
}

/// One way to say a relation, without groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Who does it.
    pub subject: Option<Slot>,
    /// The verb or noun that states the relation: dictionary forms, of which one must be there.
    pub triggers: Vec<String>,
    /// Particles of the verb, all of which must be there: "out" of "pull out".
    pub particles: Vec<String>,
    /// What stands behind the trigger without a preposition, in this order.
    pub objects: Vec<Slot>,
    /// What stands behind a preposition.
    pub obliques: Vec<Oblique>,
    /// Nouns that must be there.
    pub nouns: Vec<Noun>,
}

/// A place in a frame that a role takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The role.
    pub role: RoleId,
    /// Whether it must be filled: `{recipient!}`.
    pub required: bool,
    /// Nouns of which one must stand for the role: "diplomat" of `{b}'s diplomat|envoy`.
    pub owned: Vec<String>,
}

/// Roles behind a preposition; two of them in `between {a} and {b}`. Behind `that` stands a clause,
/// or, for a role that takes none, its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The prepositions, of which one must be there.
    pub prepositions: Vec<String>,
    /// The roles.
    pub slots: Vec<Slot>,
}

/// A noun that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The prepositions, of which one must stand before it; an object if there are none.
    pub prepositions: Vec<String>,
    /// Its dictionary forms.
    pub lemmas: Vec<String>,
}

/// What is written in a clause, with the place of each role.
#[derive(Debug)]
pub(in crate::rules) struct Parsed {
    /// The frames; at least one.
    pub(in crate::rules) frames: Vec<Frame>,
    /// Every role, as often as it is written.
    pub(in crate::rules) roles: Vec<(RoleId, Span)>,
}

/// Reads a clause or a noun form.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub(in crate::rules) fn parse(text: &str, kind: Kind) -> Result<Parsed, PatternError> {
    let mut parser = Parser { text, at: 0, roles: Vec::new() };
    let ways = parser.ways(None)?;
    let mut frames = Vec::new();
    for way in &ways {
        let frame = Builder { parts: way, at: 0, kind, text }.frame()?;
        if !frames.contains(&frame) {
            frames.push(frame);
        }
    }
    Ok(Parsed { frames, roles: parser.roles })
}

/// A part of a clause in the order written.
#[derive(Clone, Debug)]
enum Part {
    /// `{role}`, `{role!}`, `{role}'s word|word`.
    Role(Slot, Span),
    /// `word|word`; whether they end a group, so that no role or noun behind them is theirs.
    Words(Vec<String>, Span, Ending),
}

/// Whether words end a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Open,
    Group,
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    roles: Vec<(RoleId, Span)>,
}

impl Parser<'_> {
    /// All ways to read what stands up to the end, or to the end of the group that opens at `open`.
    fn ways(&mut self, open: Option<usize>) -> Result<Vec<Vec<Part>>, PatternError> {
        let mut alternatives: Vec<Vec<Vec<Part>>> = vec![vec![Vec::new()]];
        loop {
            self.skip_spaces();
            let Some(next) = self.peek() else {
                return match open {
                    Some(open) => {
                        Err(self.error(Span::new(open, open + 1), "this `(` is never closed"))
                    }
                    None => Ok(alternatives.concat()),
                };
            };
            let more: Vec<Vec<Part>> = match next {
                ')' if open.is_some() => {
                    self.at += 1;
                    return Ok(alternatives.concat());
                }
                '|' if open.is_some() => {
                    self.at += 1;
                    alternatives.push(vec![Vec::new()]);
                    continue;
                }
                '(' => self.group()?,
                '{' => vec![vec![self.role()?]],
                _ if is_word(next) => vec![vec![self.words()?]],
                other => {
                    let span = Span::new(self.at, self.at + other.len_utf8());
                    let message = format!("a clause has no `{other}`");
                    return Err(self.error(span, message).with_help(
                        "it is written of words, `word|word`, `{role}`, `( … | … )` and `( … )?`",
                    ));
                }
            };
            let last = alternatives.last_mut().expect("there is always one alternative");
            *last = last
                .iter()
                .flat_map(|before| more.iter().map(move |after| [&before[..], &after[..]].concat()))
                .collect();
            if alternatives.iter().map(Vec::len).sum::<usize>() > MOST_FRAMES {
                let span = Span::new(0, self.text.len());
                let message = format!("the groups make more than {MOST_FRAMES} clauses");
                return Err(self.error(span, message).with_help("write it as several clauses"));
            }
        }
    }

    /// `( … | … )`, `( … )?`.
    fn group(&mut self) -> Result<Vec<Vec<Part>>, PatternError> {
        let open = self.at;
        self.at += 1;
        let mut ways = self.ways(Some(open))?;
        if ways.iter().any(Vec::is_empty) {
            let message = "this group has an empty alternative";
            return Err(self
                .error(Span::new(open, self.at), message)
                .with_help("what may be left out is written `( … )?`"));
        }
        for way in &mut ways {
            if let Some(Part::Words(_, _, ending)) = way.last_mut() {
                *ending = Ending::Group;
            }
        }
        if self.peek() == Some('?') {
            self.at += 1;
            ways.push(Vec::new());
        }
        Ok(ways)
    }

    /// `{role}`, `{role!}`, `{role}'s word|word`.
    fn role(&mut self) -> Result<Part, PatternError> {
        let open = self.at;
        let Some(length) = self.text[open..].find('}') else {
            return Err(self.error(Span::new(open, open + 1), "this `{` is never closed"));
        };
        let inside = &self.text[open + 1..open + length];
        self.at = open + length + 1;
        let whole = Span::new(open, self.at);
        let (name, required) = match inside.trim().strip_suffix('!') {
            Some(name) => (name.trim_end(), true),
            None => (inside.trim(), false),
        };
        // what a role takes is declared once, in `roles`; `{deed: clause}` repeats it
        let name = name.split_once(':').map_or(name, |(name, _)| name.trim_end());
        if name.is_empty() || !name.chars().all(is_identifier) {
            let message = format!("`{{{inside}}}` is no role");
            return Err(self.error(whole, message).with_help("write `{role}` or `{role!}`"));
        }
        let start = open + 1 + inside.find(name).unwrap_or_default();
        let role = RoleId::from(name);
        self.roles.push((role.clone(), Span::new(start, start + name.len())));
        let mut owned = Vec::new();
        if self.text[self.at..].starts_with("'s") {
            self.at += 2;
            self.skip_spaces();
            match self.peek() {
                Some(next) if is_word(next) => {
                    if let Part::Words(words, ..) = self.words()? {
                        owned = words;
                    }
                }
                _ => {
                    let message = format!("`{{{name}}}'s` wants a noun behind it");
                    return Err(self.error(whole, message));
                }
            }
        }
        Ok(Part::Role(Slot { role, required, owned }, whole))
    }

    /// `word|word`.
    fn words(&mut self) -> Result<Part, PatternError> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.find(|sign: char| !is_word(sign) && sign != '|').unwrap_or(rest.len());
        let written = rest[..length].trim_end_matches('|');
        self.at = start + written.len();
        let span = Span::new(start, self.at);
        let words: Vec<String> = written.split('|').map(str::to_owned).collect();
        if words.iter().any(String::is_empty) {
            return Err(self.error(span, "an alternative is empty").with_help("write `word|word`"));
        }
        Ok(Part::Words(words, span, Ending::Open))
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn error(&self, span: Span, message: impl Into<String>) -> PatternError {
        PatternError { span, message: message.into(), help: None }
    }
}

/// Makes a frame of parts in the order written.
struct Builder<'p> {
    parts: &'p [Part],
    at: usize,
    kind: Kind,
    text: &'p str,
}

impl Builder<'_> {
    fn frame(mut self) -> Result<Frame, PatternError> {
        let mut frame = Frame::default();
        if let (Kind::Verb, Some(Part::Role(slot, _))) = (self.kind, self.parts.first()) {
            frame.subject = Some(slot.clone());
            self.at = 1;
        }
        match self.parts.get(self.at) {
            Some(Part::Words(words, ..)) if !are(words, &PREPOSITIONS) => {
                frame.triggers = words.iter().map(|word| word.to_lowercase()).collect();
                self.at += 1;
            }
            other => {
                let span = other.map_or(Span::new(0, self.text.len()), |part| match part {
                    Part::Role(_, span) | Part::Words(_, span, _) => *span,
                });
                let (message, example) = match self.kind {
                    Kind::Verb => ("a verb should stand here", "`{a} supply {b}`"),
                    Kind::Noun => ("a noun should stand first", "`supply of {b} by {a}`"),
                };
                return Err(PatternError {
                    span,
                    message: message.to_owned(),
                    help: Some(format!("write for example {example}")),
                });
            }
        }
        while let Some(part) = self.parts.get(self.at) {
            self.at += 1;
            match part {
                Part::Role(slot, _) => frame.objects.push(slot.clone()),
                Part::Words(words, ..) if words == &["that"] => {
                    if let Some(Part::Role(slot, _)) = self.parts.get(self.at) {
                        self.at += 1;
                        let slots = vec![slot.clone()];
                        frame.obliques.push(Oblique { prepositions: words.clone(), slots });
                    }
                }
                Part::Words(words, span, ending) => {
                    self.behind(words, *span, *ending, &mut frame)?;
                }
            }
        }
        self.check_twice(&frame)?;
        Ok(frame)
    }

    /// Words behind the trigger: a preposition with its role or noun, a particle, or a noun.
    fn behind(
        &mut self,
        words: &[String],
        span: Span,
        ending: Ending,
        frame: &mut Frame,
    ) -> Result<(), PatternError> {
        let preposition = ending == Ending::Open && are(words, &PREPOSITIONS);
        self.check_prepositions(words, span)?;
        match self.parts.get(self.at) {
            Some(Part::Role(slot, _)) if preposition => {
                self.at += 1;
                let mut slots = vec![slot.clone()];
                if let [Part::Words(and, ..), Part::Role(second, _), ..] = &self.parts[self.at..]
                    && and == &["and"]
                {
                    slots.push(second.clone());
                    self.at += 2;
                }
                frame.obliques.push(Oblique { prepositions: words.to_vec(), slots });
            }
            Some(Part::Words(nouns, ..)) if preposition && !are(nouns, &PREPOSITIONS) => {
                self.at += 1;
                let prepositions = words.to_vec();
                frame.nouns.push(Noun { prepositions, lemmas: nouns.clone() });
            }
            _ if are(words, &PARTICLES) => frame.particles.extend_from_slice(&words[..1]),
            _ if preposition => {
                return Err(PatternError {
                    span,
                    message: format!("nothing stands behind `{}`", words.join("|")),
                    help: Some("a preposition wants a role or a noun behind it".to_owned()),
                });
            }
            _ => frame.nouns.push(Noun { prepositions: Vec::new(), lemmas: words.to_vec() }),
        }
        Ok(())
    }

    /// Prepositions stand among each other, so that one that is mistyped is not taken for a noun.
    fn check_prepositions(&self, words: &[String], span: Span) -> Result<(), PatternError> {
        let is_known = |word: &&String| {
            PREPOSITIONS.contains(&word.as_str()) || PARTICLES.contains(&word.as_str())
        };
        let (known, unknown): (Vec<_>, Vec<_>) = words.iter().partition(is_known);
        let (Some(known), Some(unknown)) = (known.first(), unknown.first()) else { return Ok(()) };
        let help = match near_preposition(unknown) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write two clauses, one for each".to_owned(),
        };
        Err(PatternError {
            span,
            message: format!("`{known}` is a preposition, and `{unknown}` is none"),
            help: Some(help),
        })
    }

    fn check_twice(&self, frame: &Frame) -> Result<(), PatternError> {
        let mut seen = BTreeSet::new();
        for slot in frame.slots() {
            if !seen.insert(slot.role.clone()) {
                return Err(PatternError {
                    span: Span::new(0, self.text.len()),
                    message: format!("the role `{}` stands here twice", slot.role),
                    help: None,
                });
            }
        }
        Ok(())
    }
}

impl Frame {
    /// Every place that a role takes.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        let obliques = self.obliques.iter().flat_map(|oblique| &oblique.slots);
        self.subject.iter().chain(&self.objects).chain(obliques)
    }
}

/// Whether a word belongs to the verb where neither role nor noun stands behind it: "pull out".
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The preposition or particle that is meant by a word which is nearly one.
pub(in crate::rules) fn near_preposition(word: &str) -> Option<&'static str> {
    let known = || PREPOSITIONS.into_iter().chain(PARTICLES);
    if known().any(|known| known == word) || word.len() < 3 {
        return None;
    }
    nearest(word, known())
}

fn are(words: &[String], list: &[&str]) -> bool {
    words.iter().all(|word| list.contains(&word.as_str()))
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '\'' | '.' | '$' | '€' | '£')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A frame in words: `subject trigger objects prepositions`.
    fn told(frame: &Frame) -> String {
        let slot = |slot: &Slot| {
            let owned = if slot.owned.is_empty() {
                String::new()
            } else {
                format!("'s {}", slot.owned.join("|"))
            };
            format!("{}{}{owned}", slot.role, if slot.required { "!" } else { "" })
        };
        let mut parts = Vec::new();
        parts.extend(frame.subject.iter().map(|subject| format!("subject:{}", slot(subject))));
        parts.push(format!("trigger:{}", frame.triggers.join("|")));
        parts.extend(frame.particles.iter().map(|particle| format!("particle:{particle}")));
        parts.extend(frame.objects.iter().map(|object| format!("object:{}", slot(object))));
        for noun in &frame.nouns {
            parts.push(format!("noun:{}{}", noun.prepositions.join("|"), noun.lemmas.join("|")));
        }
        for oblique in &frame.obliques {
            let slots: Vec<String> = oblique.slots.iter().map(slot).collect();
            parts.push(format!("{}:{}", oblique.prepositions.join("|"), slots.join("+")));
        }
        parts.join(" ")
    }

    fn check(clause: &str, kind: Kind, expected: &[&str]) {
        let frames: Vec<String> = parse(clause, kind).unwrap().frames.iter().map(told).collect();
        assert_eq!(frames, expected, "{clause}");
    }

    #[test]
    fn a_clause_is_read_left_to_right() {
        check(
            "{supplier} supply|send {item} to {recipient!}",
            Kind::Verb,
            &["subject:supplier trigger:supply|send object:item to:recipient!"],
        );
        check(
            "{a} impose sanction|tariff on|against {b}",
            Kind::Verb,
            &["subject:a trigger:impose noun:sanction|tariff on|against:b"],
        );
        check(
            "{a} expel {b}'s diplomat|envoy",
            Kind::Verb,
            &["subject:a trigger:expel object:b's diplomat|envoy"],
        );
        check("{a} go to war with {b}", Kind::Verb, &["subject:a trigger:go noun:towar with:b"]);
        check("{a} sit down with {b}", Kind::Verb, &["subject:a trigger:sit particle:down with:b"]);
        check(
            "{a} accuse {b} of {deed: clause}",
            Kind::Verb,
            &["subject:a trigger:accuse object:b of:deed"],
        );
    }

    #[test]
    fn groups_are_written_out() {
        check(
            "{a} ( hand over | give up ) {b} (to {c})?",
            Kind::Verb,
            &[
                "subject:a trigger:hand particle:over object:b to:c",
                "subject:a trigger:hand particle:over object:b",
                "subject:a trigger:give particle:up object:b to:c",
                "subject:a trigger:give particle:up object:b",
            ],
        );
    }

    #[test]
    fn a_noun_form_has_no_subject() {
        check(
            "supply|sale of {item} to {recipient} by {supplier}",
            Kind::Noun,
            &["trigger:supply|sale of:item to:recipient by:supplier"],
        );
        check("meeting between|of {a} and {b}", Kind::Noun, &["trigger:meeting between|of:a+b"]);
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place() {
        let cases = [
            ("{a} {b}", Kind::Verb, "{b}", "a verb should stand here"),
            ("{a} warn {b", Kind::Verb, "{", "this `{` is never closed"),
            ("{a} warn (about {b}", Kind::Verb, "(", "this `(` is never closed"),
            ("{a} warn, {b}", Kind::Verb, ",", "a clause has no `,`"),
            ("{a} rely on", Kind::Verb, "", ""),
            ("{a} depend of", Kind::Verb, "of", "nothing stands behind `of`"),
            ("{a} warn {a}", Kind::Verb, "{a} warn {a}", "the role `a` stands here twice"),
            ("{a} warn {}", Kind::Verb, "{}", "`{}` is no role"),
            ("of {a}", Kind::Noun, "of", "a noun should stand first"),
        ];
        for (clause, kind, place, message) in cases {
            match parse(clause, kind) {
                Ok(_) => assert!(message.is_empty(), "{clause}"),
                Err(error) => {
                    assert_eq!((error.span.of(clause), error.message.as_str()), (place, message));
                }
            }
        }
    }
}
