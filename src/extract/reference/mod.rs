//! Reference: what pronouns and descriptions stand for.
//!
//! "He", "their", "the president", "the two leaders", "his country", "Biden's government" become phrases that stand for
//! what was named before. Wrong is worse than missing: where no candidate is clearly the likeliest
//! the words stand for nothing. Nothing here is a mention; what is resolved from what is kept in
//! [`Examination::antecedents`].
//!
//! Sentences are read in order, so that a resolved pronoun carries what it stands for on to the
//! next. In each, descriptions come first: they need no tree, and may then be words of it. Pronouns
//! in quotations wait until the rest is read and it is known who speaks.

mod author;
mod description;
mod discourse;
mod government;
mod people;
mod pronoun;
mod quotation;
mod syntax;

use super::{Examination, Extractor, phrases::insert, record};
use crate::{
    id::RuleId,
    matcher::{Form, Phrase, Reading},
    rules::base,
    span::TokenRange,
};
use discourse::{Discourse, Mentioned};
use people::People;
use quotation::Quotations;

/// Words that stand for something, and what they stand for.
#[derive(Debug)]
struct Resolved {
    tokens: TokenRange,
    form: Form,
    rule: &'static str,
    of: Vec<Mentioned>,
}

/// Adds phrases for the pronouns and descriptions that can be resolved.
pub(super) fn resolve(extractor: &Extractor, examination: &mut Examination<'_>) {
    let people = People::of(extractor, examination);
    let quotations = Quotations::of(examination);
    for sentence in 0..examination.sentences.len() {
        describe(extractor, examination, &quotations, &people, sentence);
        let outside = |token: usize| quotations.at(sentence, token).is_none();
        for token in pronoun::tokens(&examination.sentences[sentence], &outside) {
            let discourse = Discourse { extractor, examination, quotations: &quotations };
            let author = author::of(discourse, sentence, token);
            let resolved = pronoun::resolve(discourse, &people, sentence, token, author.as_ref());
            add(extractor, examination, sentence, resolved);
        }
    }
    let speakers =
        quotations.speakers(Discourse { extractor, examination, quotations: &quotations });
    for sentence in 0..examination.sentences.len() {
        let inside = |token: usize| quotations.at(sentence, token).is_some();
        for token in pronoun::tokens(&examination.sentences[sentence], &inside) {
            let speaker =
                quotations.at(sentence, token).and_then(|quotation| speakers.get(&quotation));
            let Some(speaker) = speaker else { continue };
            let discourse = Discourse { extractor, examination, quotations: &quotations };
            let resolved = pronoun::resolve(discourse, &people, sentence, token, Some(speaker));
            add(extractor, examination, sentence, resolved);
        }
    }
}

fn describe(
    extractor: &Extractor,
    examination: &mut Examination<'_>,
    quotations: &Quotations,
    people: &People,
    sentence: usize,
) {
    let mut token = 0;
    while token < examination.sentences[sentence].words.len() {
        let discourse = Discourse { extractor, examination, quotations };
        let resolved = government::resolve(discourse, people, sentence, token)
            .or_else(|| description::resolve(discourse, people, sentence, token));
        match resolved {
            Some(resolved) => {
                token = resolved.tokens.end;
                add(extractor, examination, sentence, vec![resolved]);
            }
            None => token += 1,
        }
    }
}

/// Adds a phrase for each thing that the words stand for; the words of a kind of thing, "the
/// missiles", no longer stand for the kind.
fn add(
    extractor: &Extractor,
    examination: &mut Examination<'_>,
    sentence: usize,
    resolved: Vec<Resolved>,
) {
    for Resolved { tokens, form, rule, of } in resolved {
        let examined = &mut examination.sentences[sentence];
        let is_kind = |phrase: &Phrase| {
            phrase.usual().r#type.as_str() == base::WEAPON && tokens.contains(phrase.name)
        };
        examined.phrases.retain(|phrase| !is_kind(phrase));
        // each is put before those of the same words
        for mentioned in of.into_iter().rev() {
            let span = examined.bytes(tokens);
            let known =
                examination.antecedents.insert((span, mentioned.entity.clone()), mentioned.named);
            if known.is_some() {
                continue;
            }
            let Mentioned { entity, r#type, .. } = mentioned;
            // "his country" may be named nowhere in the document
            if let Some(known) = record(&extractor.rules, &entity) {
                examination.entities.entry(entity.clone()).or_insert(known);
            }
            let readings = [Reading { form, entity, r#type, located: false }].into();
            insert(
                examined,
                Phrase { name: tokens, extent: tokens, readings, rule: RuleId::from(rule) },
            );
        }
    }
}
