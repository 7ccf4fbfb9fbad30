//! What the government or the forces of a named person stand for: the country that he or she leads.
//!
//! "Biden's government", "the Assad regime", "troops of President Kagame": what has the person's
//! name beside it is no description of something named before, so that no candidate is weighed; the
//! office says which country it is.

use super::{
    Resolved,
    discourse::{Discourse, Mentioned},
    people::People,
    pronoun::{as_country, command_end, is_inside_compound},
};
use crate::{
    matcher::{Form, Phrase},
    rules::base,
    span::TokenRange,
};

/// The rule by which it is found.
const GOVERNMENT: &str = "reference/government";

/// What the noun that starts at a token stands for, if a person who leads a country stands beside
/// it.
pub(super) fn resolve(
    discourse: Discourse<'_, '_>,
    people: &People,
    sentence: usize,
    token: usize,
) -> Option<Resolved> {
    let end = command_end(discourse, sentence, token)?;
    let noun = TokenRange::new(token, end);
    let leader = leader(discourse, sentence, noun)?;
    let words = &discourse.extractor.rules().english.reference;
    let country = people.led_country(words, &leader.entity)?;
    if is_inside_compound(discourse, sentence, end)? {
        return None;
    }
    let of = vec![as_country(&leader, country)];
    Some(Resolved { tokens: noun, form: Form::Description, rule: GOVERNMENT, of })
}

/// The person whose name stands before or behind a noun, with nothing between that does not belong.
fn leader(discourse: Discourse<'_, '_>, sentence: usize, noun: TokenRange) -> Option<Mentioned> {
    let examined = discourse.sentence(sentence);
    let is = |at: usize, forms: &[&str]| {
        examined.words.get(at).is_some_and(|word| forms.contains(&&*word.lower))
    };
    let genitive = noun.start.checked_sub(1).filter(|at| is(*at, &["'s", "’s", "'", "’"]));
    let name_end = genitive.unwrap_or(noun.start);
    let of = is(noun.end, &["of"]);
    let beside =
        |phrase: &Phrase| phrase.name.end == name_end || of && phrase.extent.start == noun.end + 1;
    let phrases = examined.phrases.iter();
    let names: Vec<TokenRange> = phrases
        .filter(|phrase| !phrase.is_description() && beside(phrase))
        .filter(|phrase| phrase.usual().r#type.as_str() == base::PERSON)
        .map(|phrase| phrase.name)
        .collect();
    let [name] = names[..] else { return None };
    let tree = discourse.tree(sentence);
    let mentioned = discourse.mentioned(sentence, tree);
    mentioned.into_iter().find(|mentioned| mentioned.tokens == name)
}
