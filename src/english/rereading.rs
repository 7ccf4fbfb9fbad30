//! Reads a sentence again whose verb was taken for something else.
//!
//! "Fiji established relations", "Qatar lifts the blockade", "Doe will mediate": short sentences and
//! headlines leave the tagger in doubt, and where it takes "established" for a participle, "lifts"
//! for a noun or "mediate" for an adjective, the tree has no clause at all. But a sentence has a
//! verb. So where the root of a tree is none, the word that the network thinks most likely to be one
//! is said to be one, and the network finds heads and relations again. The second tree counts only
//! if that word heads it and has a subject: a headline that is but a noun phrase stays what it was.
//!
//! Other words are tagged as they cannot be: what stands behind "will" is no adjective, a clause that
//! "that" opens has a verb, and "airstrikes" is no verb where the sentence has another that lacks its
//! subject. Then the tag that is left is said to be theirs.

use std::ops::Range;

use crate::english::{
    is_function_word, is_weekday,
    label::{Relation, Upos, XPOS},
    lemma,
    model::Labels,
    network::{features::Form, forward::Known, matrix::Matrix},
};

/// Words that are tried as the verb, the likeliest first.
const TRIES: usize = 3;
/// The probability below which the network is sure that a word is no verb of some tag.
const DOUBT: f32 = 0.004;

/// Verbs whose past tense looks like their dictionary form.
const UNCHANGED: [&str; 16] = [
    "beat", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "set",
    "shut", "split", "spread", "thrust",
];

/// A word of which a Penn tag and the word class are known.
fn known(word: usize, tag: &str, upos: Upos) -> Known {
    let xpos = XPOS.iter().position(|known| *known == tag).expect("a Penn tag");
    Known { word, xpos, upos }
}

/// Words tagged as they cannot be, with the tags that they must have.
pub(super) fn mistaken(forms: &[Form<'_>], labels: &[Labels]) -> Vec<Known> {
    let tag = |word: usize| {
        let Form::Plain(form) = forms[word] else { return None };
        if !is_lower(form) || is_function_word(form) {
            return None;
        }
        let (tag, upos) = match labels[word].xpos {
            "JJ" | "NN" if is_behind_modal(labels, word) => ("VB", Upos::Verb),
            "NN" | "VBP" if lacks_subjunctive(forms, labels, word) => ("VB", Upos::Verb),
            "VBZ" if is_nominal(forms, labels, word) => ("NNS", Upos::Noun),
            "VBP" if is_nominal(forms, labels, word) => ("NN", Upos::Noun),
            _ => return None,
        };
        Some(known(word, tag, upos))
    };
    (1..labels.len()).filter_map(tag).collect()
}

/// Whether a second reading, with the tags that [`mistaken`] words must have, is better than the first.
pub(super) fn is_mended(forms: &[Form<'_>], first: &[Labels], second: &[Labels]) -> bool {
    let has_verb = |labels: &[Labels]| {
        let root = labels.iter().position(|word| word.head.is_none());
        root.is_some_and(|root| is_clause(labels, root))
    };
    mistaken(forms, second).is_empty() && (has_verb(second) || !has_verb(first))
}

/// "on Tuesday" of "A court on Tuesday *freed* activists", where the day is read as part of a name or
/// noun behind it: its words, and the verb behind. Read without the day, such a sentence is clear.
pub(super) fn day_before_verb(
    forms: &[Form<'_>],
    labels: &[Labels],
) -> Option<(Range<usize>, Known)> {
    let split = |day: &usize| {
        let Form::Plain(form) = forms[*day] else { return false };
        let inside = matches!(labels[*day].relation, Relation::Compound | Relation::NmodUnmarked)
            && labels[*day].head.is_some_and(|head| head > *day);
        inside && is_weekday(form)
    };
    let day = (1..forms.len().checked_sub(2)?).filter(split).find(|day| {
        let Form::Plain(form) = forms[day + 1] else { return false };
        is_lower(form) && !is_function_word(form) && lemma(form, "VBD") != form
    })?;
    let start = if matches!(forms[day - 1], Form::Plain("on")) { day - 1 } else { day };
    (start > 0).then(|| (start..day + 1, known(day + 1, "VBD", Upos::Verb)))
}

/// Whether a word is a verb with a subject before it that does not modify a noun.
pub(super) fn leads_clause(labels: &[Labels], verb: usize) -> bool {
    let modifies = matches!(labels[verb].relation, Relation::Amod | Relation::Compound);
    labels[verb].xpos == "VBD" && !modifies && has_subject_before(labels, verb)
}

fn has_subject_before(labels: &[Labels], verb: usize) -> bool {
    labels[..verb].iter().any(|word| {
        word.head == Some(verb) && matches!(word.relation, Relation::Nsubj | Relation::NsubjPass)
    })
}

/// "would *free* prisoners", read as prisoners that are free: the next word behind a modal, with no
/// verb near that could be meant.
fn is_behind_modal(labels: &[Labels], word: usize) -> bool {
    /// How far the verb may stand behind.
    const NEAR: usize = 4;
    let before = labels[..word].iter().rposition(|before| before.upos != Upos::Adv);
    let modal = before.is_some_and(|before| labels[before].xpos == "MD");
    let near = &labels[word + 1..labels.len().min(word + NEAR)];
    modal && !near.iter().any(|behind| matches!(behind.xpos, "VB" | "VBN" | "MD"))
}

/// "its demand that the US *ease* sanctions", read as sanctions of some kind: "that" opens a clause
/// which has no verb, and a noun before its noun may be it.
fn lacks_subjunctive(forms: &[Form<'_>], labels: &[Labels], word: usize) -> bool {
    let Labels { head: Some(noun), relation: Relation::Compound, .. } = labels[word] else {
        return false;
    };
    let that = labels[..word].iter().enumerate().any(|(mark, labels)| {
        labels.head == Some(noun)
            && labels.relation == Relation::Mark
            && matches!(forms[mark], Form::Plain("that"))
    });
    let subject = matches!(labels[word - 1].upos, Upos::Propn | Upos::Noun);
    that && word < noun && subject && !is_clause(labels, noun)
}

/// Whether a word tagged as a verb in the present hangs like a noun, or has what nouns have.
fn is_nominal(forms: &[Form<'_>], labels: &[Labels], word: usize) -> bool {
    let hangs = matches!(
        labels[word].relation,
        Relation::Obl
            | Relation::Obj
            | Relation::Nmod
            | Relation::Compound
            | Relation::OblAgent
            | Relation::Iobj
    );
    let before = |below: usize| match labels[below].relation {
        Relation::Det | Relation::Compound | Relation::Amod | Relation::Nummod => true,
        Relation::Nsubj if labels[word].relation == Relation::AclRelcl => false,
        Relation::Nsubj => labels[below].xpos == "VBD" || has(labels, below, Relation::Case),
        _ => false,
    };
    let behind = |below: usize| {
        matches!(labels[below].relation, Relation::Parataxis | Relation::Ccomp)
            && has(labels, below, Relation::Aux)
            && labels.iter().zip(forms).all(|(word, form)| {
                word.head != Some(below) || !word.relation.stands_as_subject() || is_time(*form)
            })
            && !labels[word..below].iter().any(|sign| sign.upos == Upos::Punct)
    };
    let of_word = |below: &usize| labels[*below].head == Some(word);
    let has_object = [Relation::Obj, Relation::Iobj].iter().any(|own| has(labels, word, *own));
    hangs
        || (0..word).filter(of_word).any(before)
        || (!has_object && (word + 1..labels.len()).filter(of_word).any(behind))
}

fn has(labels: &[Labels], head: usize, relation: Relation) -> bool {
    labels.iter().any(|word| word.head == Some(head) && word.relation == relation)
}

fn has_subject(labels: &[Labels], verb: usize) -> bool {
    labels.iter().any(|word| word.head == Some(verb) && word.relation.stands_as_subject())
}

/// Whether a word may be a time where it is read as a subject: "airstrikes *this month* have".
fn is_time(form: Form<'_>) -> bool {
    matches!(
        form,
        Form::Plain("day" | "week" | "weekend" | "month" | "year" | "morning" | "evening")
    )
}

fn is_lower(form: &str) -> bool {
    form.chars().all(|letter| letter.is_lowercase() || letter == '-')
}

/// The words that could be the verb that the tree lacks, the likeliest first; none if it has one.
pub(super) fn missing_verbs(
    forms: &[Form<'_>],
    labels: &[Labels],
    probabilities: &Matrix,
) -> Vec<Known> {
    let Some(root) = labels.iter().position(|word| word.head.is_none()) else { return Vec::new() };
    let lacks = !is_clause(labels, root) && !has_clause_beside(labels, root);
    if !lacks && !says_no_clause(labels, root) {
        return Vec::new();
    }
    let mut possible: Vec<(f32, Known)> = (1..forms.len())
        .filter_map(|word| {
            let Form::Plain(form) = forms[word] else { return None };
            let tags = possible_tags(form, labels, word);
            let likely = tags.iter().map(|tag| {
                let verb = known(word, tag, Upos::Verb);
                (probabilities.row(word)[verb.xpos], verb)
            });
            likely
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(likely, _)| *likely >= DOUBT || labels[word].xpos == "IN")
        })
        .collect();
    possible.sort_by(|a, b| b.0.total_cmp(&a.0));
    possible.truncate(TRIES);
    possible.into_iter().map(|(_, known)| known).collect()
}

/// Whether a tree in which `verb` is said to be one has it at its root, with a subject before it; or
/// beside a noun at its root, which can be its subject ([`repair`](super::repair) sees to that).
pub(super) fn is_sound(labels: &[Labels], verb: usize) -> bool {
    let has_subject = has_subject_before(labels, verb);
    match labels[verb].head {
        None => has_subject,
        Some(root) => {
            let said = labels[verb].relation == Relation::Ccomp && labels[root].head.is_none();
            if said && has_subject {
                return true;
            }
            root < verb
                && !has_subject
                && labels[verb].relation == Relation::Parataxis
                && labels[root].head.is_none()
                && matches!(labels[root].upos, Upos::Noun | Upos::Propn)
        }
    }
}

/// Whether what hangs from a word is a clause: it is a finite verb, or has an auxiliary or a copula.
fn is_clause(labels: &[Labels], head: usize) -> bool {
    let has = |relation| has(labels, head, relation);
    match labels[head].xpos {
        "VBD" | "VBZ" | "VBP" | "VB" | "MD" => true,
        // "Doe killed in Kyiv", as headlines have it, and "Doe backed Roe" all but read
        "VBN" | "VBG" => [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass]
            .into_iter()
            .any(has),
        _ => has(Relation::Cop),
    }
}

/// Whether what the root says is a noun: "Rebels *overran* a base, officials said".
fn says_no_clause(labels: &[Labels], root: usize) -> bool {
    let subject =
        |word: usize| labels[word].head == Some(root) && labels[word].relation == Relation::Nsubj;
    (0..root).any(|said| {
        let is_told = labels[said].head == Some(root) && labels[said].relation == Relation::Ccomp;
        let cut = |speaker: usize| labels[said..speaker].iter().any(|sign| sign.xpos == ",");
        // or it is read as a second subject
        let beside =
            || subject(said) && (said + 1..root).any(|speaker| subject(speaker) && cut(speaker));
        labels[said].upos == Upos::Noun
            && !is_clause(labels, said)
            && !has_subject(labels, said)
            && (is_told || beside())
    })
}

/// Whether a whole clause is said beside a word: "Near Zenda, *a strike destroyed* two tanks".
fn has_clause_beside(labels: &[Labels], root: usize) -> bool {
    (0..labels.len()).any(|beside| {
        labels[beside].head == Some(root)
            && labels[beside].relation == Relation::Parataxis
            && is_clause(labels, beside)
            && labels.iter().any(|word| {
                word.head == Some(beside)
                    && matches!(word.relation, Relation::Nsubj | Relation::NsubjPass)
            })
    })
}

/// The tags of a verb that leads a clause which the form of a word, and what stands before it, allow.
fn possible_tags(form: &str, labels: &[Labels], word: usize) -> &'static [&'static str] {
    let Labels { xpos, .. } = labels[word];
    // a capital behind the first word is that of a name, and of no use in headlines that are all so
    if !is_lower(form) || is_function_word(form) || matches!(xpos, "VBD" | "VBZ" | "VBP" | "VBG") {
        return &[];
    }
    let before = labels[..word].iter().rev().find(|before| before.upos != Upos::Adv);
    if before.is_some_and(|before| before.xpos == "MD") {
        return &["VB"];
    }
    if lemma(form, "VBD") != form || UNCHANGED.contains(&form) {
        return &["VBD"];
    }
    if form.ends_with('s') && lemma(form, "VBZ") != form {
        return &["VBZ"];
    }
    if xpos == "NN" { &["VBP"] } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::{day_before_verb, is_sound, missing_verbs, mistaken};
    use crate::english::{
        label::{Relation, Upos, XPOS},
        model::Labels,
        network::{TAGS, features::Form, matrix::Matrix},
    };

    type Row = (&'static str, &'static str, Option<usize>, Relation);

    fn labels(rows: &[Row]) -> Vec<Labels> {
        let label = |(_, xpos, head, relation): &Row| {
            let upos = if xpos.starts_with("NN") { Upos::Noun } else { Upos::X };
            Labels { upos, xpos, head: *head, relation: *relation }
        };
        rows.iter().map(label).collect()
    }

    fn tag(xpos: &str) -> usize {
        XPOS.iter().position(|known| *known == xpos).expect("a Penn tag")
    }

    /// The words that could be the verb, with their tags, where the network thinks these so likely.
    fn missing(rows: &[Row], likely: &[(usize, &str, f32)]) -> Vec<String> {
        let mut probabilities = Matrix::zeros(rows.len(), TAGS);
        for (word, xpos, probability) in likely {
            probabilities.row_mut(*word)[tag(xpos)] = *probability;
        }
        let forms: Vec<Form<'_>> = rows.iter().map(|row| Form::Plain(row.0)).collect();
        missing_verbs(&forms, &labels(rows), &probabilities)
            .into_iter()
            .map(|known| format!("{}/{}", rows[known.word].0, XPOS[known.xpos]))
            .collect()
    }

    const FREED: [Row; 3] = [
        ("Zenda", "NNP", Some(2), Relation::Compound),
        ("freed", "VBN", Some(2), Relation::Amod),
        ("rebels", "NNS", None, Relation::Root),
    ];

    #[test]
    fn the_likeliest_form_of_a_verb_is_tried_first() {
        assert_eq!(
            missing(&FREED, &[(1, "VBD", 0.1), (2, "VBZ", 0.2), (0, "VBP", 0.3)]),
            ["rebels/VBZ", "freed/VBD"]
        );
    }

    #[test]
    fn what_the_network_is_sure_of_is_left_alone() {
        assert_eq!(missing(&FREED, &[(1, "VBD", 0.001)]), [""; 0]);
    }

    #[test]
    fn behind_an_auxiliary_stands_a_base_form() {
        let rows = [
            ("Zenda", "NNP", Some(2), Relation::Nsubj),
            ("will", "MD", Some(2), Relation::Aux),
            ("mediate", "JJ", None, Relation::Root),
        ];
        assert_eq!(missing(&rows, &[(2, "VB", 0.2), (2, "VBP", 0.4)]), ["mediate/VB"]);
    }

    #[test]
    fn a_sentence_with_a_verb_or_a_copula_lacks_none() {
        let mut rows = FREED;
        rows[2] = ("left", "VBD", None, Relation::Root);
        assert_eq!(missing(&rows, &[(1, "VBD", 0.5)]), [""; 0]);
        let mut rows = FREED;
        rows[0] = ("is", "VBZ", Some(2), Relation::Cop);
        assert_eq!(missing(&rows, &[(1, "VBD", 0.5)]), [""; 0]);
    }

    #[test]
    fn a_reading_counts_if_the_verb_leads_it_and_has_a_subject() {
        let read = |subject: Relation, verb: Option<usize>| {
            let mut rows = FREED;
            rows[0].2 = Some(1);
            rows[0].3 = subject;
            rows[1].2 = verb;
            is_sound(&labels(&rows), 1)
        };
        assert!(read(Relation::Nsubj, None));
        assert!(!read(Relation::Obl, None));
        assert!(!read(Relation::Nsubj, Some(2)));
    }

    /// The words that are tagged as they cannot be, with the tags that they must have.
    fn wrong(rows: &[Row]) -> Vec<String> {
        let forms: Vec<Form<'_>> = rows.iter().map(|row| Form::Plain(row.0)).collect();
        let known = mistaken(&forms, &labels(rows)).into_iter();
        known.map(|known| format!("{}/{}", rows[known.word].0, XPOS[known.xpos])).collect()
    }

    #[test]
    fn an_adjective_behind_a_modal_is_a_verb_if_no_other_is_near() {
        let mut rows = [
            ("Zenda", "NNP", Some(3), Relation::Nsubj),
            ("would", "MD", Some(2), Relation::Aux),
            ("free", "JJ", Some(3), Relation::Amod),
            ("prisoners", "NNS", None, Relation::Root),
        ];
        assert_eq!(wrong(&rows), ["free/VB"]);
        rows[3] = ("leave", "VB", None, Relation::Root);
        assert_eq!(wrong(&rows), [""; 0]);
    }

    #[test]
    fn a_noun_behind_that_is_the_verb_its_clause_lacks() {
        let rows = [
            ("demand", "NN", None, Relation::Root),
            ("that", "IN", Some(4), Relation::Mark),
            ("Zenda", "NNP", Some(3), Relation::Compound),
            ("ease", "NN", Some(4), Relation::Compound),
            ("sanctions", "NNS", Some(0), Relation::Acl),
        ];
        let mut read = labels(&rows);
        read[2].upos = Upos::Propn;
        let forms: Vec<Form<'_>> = rows.iter().map(|row| Form::Plain(row.0)).collect();
        let known = mistaken(&forms, &read);
        assert_eq!(known.iter().map(|known| known.word).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_verb_beside_another_that_lacks_its_subject_is_a_noun() {
        let mut rows = [
            ("army", "NN", Some(1), Relation::Nsubj),
            ("airstrikes", "VBZ", None, Relation::Root),
            ("have", "VBP", Some(3), Relation::Aux),
            ("killed", "VBN", Some(1), Relation::Parataxis),
        ];
        assert_eq!(wrong(&rows), ["airstrikes/NNS"]);
        rows[0].2 = Some(3);
        assert_eq!(wrong(&rows), [""; 0]);
    }

    #[test]
    fn a_day_read_with_the_noun_behind_the_verb_is_told() {
        let mut rows = [
            ("court", "NN", None, Relation::Root),
            ("on", "IN", Some(4), Relation::Case),
            ("Tuesday", "NNP", Some(4), Relation::Compound),
            ("freed", "JJ", Some(4), Relation::Amod),
            ("activists", "NNS", Some(0), Relation::Nmod),
        ];
        let day = |rows: &[Row]| {
            let forms: Vec<Form<'_>> = rows.iter().map(|row| Form::Plain(row.0)).collect();
            day_before_verb(&forms, &labels(rows)).map(|(day, verb)| (day, verb.word))
        };
        assert_eq!(day(&rows), Some((1..3, 3)));
        rows[3].0 = "morning";
        assert_eq!(day(&rows), None);
    }
}
