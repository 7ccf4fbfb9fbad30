//! Who speaks in the first person outside quotations: who gives the statement that the headline
//! announces, else the body of which the sentence before speaks.

use super::{
    discourse::{Discourse, Mentioned},
    quotation::Speaker,
    syntax::Place,
};
use crate::{
    english::{self, Pronoun},
    extract::Examined,
    rules::base,
};

/// So many words a headline has at most between "statement by" and the name, articles and such.
const LOOSE: usize = 2;
/// So many sentences before the pronoun the body is named at most.
const NEAR: usize = 3;

/// Who "I" or "we" is at a token of a sentence; nobody for any other word.
pub(super) fn of(discourse: Discourse<'_, '_>, sentence: usize, token: usize) -> Option<Speaker> {
    let pronoun = english::personal_pronoun(&discourse.sentence(sentence).words[token].lower)?;
    let body = || match pronoun {
        Pronoun::We => body_before(discourse, sentence),
        _ => None,
    };
    let is = match pronoun {
        Pronoun::I | Pronoun::We => announced(discourse).or_else(body)?,
        _ => return None,
    };
    Some(Speaker { is, with: None })
}

/// Who gives the statement that the headline announces: "Statement by President Doe".
fn announced(discourse: Discourse<'_, '_>) -> Option<Mentioned> {
    let headline = discourse.examination.sentences.first()?;
    if headline.words.last().is_some_and(|word| english::ends_clause(&word.lower)) {
        return None;
    }
    let nouns = &discourse.extractor.rules().english.speech.nouns;
    let is_said = |at: &usize| nouns.iter().any(|noun| headline.words[*at].has_lemma(noun));
    let noun = (0..headline.words.len()).find(is_said)?;
    let behind = headline.words.get(noun + 1).is_some_and(|word| english::is_agentive(&word.lower));
    let names = discourse.mentioned(0, None).into_iter().filter(can_speak);
    let extent = |name: &Mentioned| extent(headline, name);
    let mut names = names.filter(|name| match behind {
        true => (noun + 2..=noun + 2 + LOOSE).contains(&extent(name).0),
        false => extent(name).1 == noun,
    });
    names.next()
}

/// Where the phrase of a name starts and ends.
fn extent(sentence: &Examined<'_>, name: &Mentioned) -> (usize, usize) {
    let phrase = sentence.phrases.iter().find(|phrase| phrase.extent.contains(name.tokens));
    phrase.map_or((name.tokens.start, name.tokens.end), |it| (it.extent.start, it.extent.end))
}

/// The one body that the last sentence with a named subject is about.
fn body_before(discourse: Discourse<'_, '_>, sentence: usize) -> Option<Mentioned> {
    let subjects = |sentence: usize| -> Vec<Mentioned> {
        let mentioned = discourse.mentioned(sentence, discourse.tree(sentence));
        let outside = |name: &Mentioned| discourse.quotations.at(sentence, name.at.token).is_none();
        mentioned.into_iter().filter(|it| it.place == Place::Subject && outside(it)).collect()
    };
    let before = (sentence.saturating_sub(NEAR)..sentence).rev();
    let subjects = before.map(subjects).find(|subjects| !subjects.is_empty())?;
    let mut subjects = subjects.into_iter();
    let first = subjects.next()?;
    let is_body = first.r#type.as_str() == base::ORGANIZATION;
    (is_body && subjects.all(|other| other.entity == first.entity)).then_some(first)
}

fn can_speak(name: &Mentioned) -> bool {
    matches!(name.r#type.as_str(), base::PERSON | base::ORGANIZATION | base::COUNTRY)
}
