//! Verbs that stand between things with names, and that no rule looks for.

use serde::Serialize;

use super::{Reader, Words};
use crate::{
    english::{Analysis, Function, Upos, VerbLists},
    extract::Examined,
    rules::base,
};

/// A verb that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownVerb {
    /// The verb as it stands in the text.
    #[serde(flatten)]
    pub words: Words,
    /// Its dictionary form.
    pub lemma: String,
    /// A clause that would match: `{a} extradite {b}`.
    pub clause: String,
}

impl Reader<'_, '_> {
    pub(super) fn unknown(&self, sentence: &Examined<'_>) -> Vec<UnknownVerb> {
        let Some(tree) = sentence.tree() else { return Vec::new() };
        let verbs = (0..tree.words().len()).filter(|word| {
            let verb = &tree.words()[*word];
            !verb.folded && verb.upos == Upos::Verb && self.is_unknown(&verb.lemma)
        });
        verbs
            .filter_map(|verb| {
                let clause = self.clause(sentence, tree, verb)?;
                let word = &tree.words()[verb];
                let lemma = word.lemma.to_string();
                Some(UnknownVerb { words: self.words(word.span), lemma, clause })
            })
            .collect()
    }

    /// Whether no rule looks for a verb, nor any list of what verbs do to others.
    fn is_unknown(&self, lemma: &str) -> bool {
        let english = &self.extractor.rules().english;
        let listed =
            |words: &[String]| words.iter().any(|word| word.split(' ').next() == Some(lemma));
        !self.extractor.matcher().relations.is_trigger(lemma)
            && !listed(&english.speech.verbs)
            && !listed(&english.verbs.light)
            && !english.status.values().any(|words| listed(&words.verbs))
    }

    /// What relates who does it to whom it is done, in the order of a clause.
    fn clause(&self, sentence: &Examined<'_>, tree: &Analysis, verb: usize) -> Option<String> {
        let types = &self.extractor.rules().types;
        let is_actor = |word: usize| {
            let tokens = tree.words()[word].tokens;
            sentence.phrases.iter().any(|phrase| {
                phrase.name.end == tokens.end
                    && types.is_a(&phrase.usual().r#type, &base::ACTOR.into())
            })
        };
        let arguments = tree.arguments_of_verb(verb, &VerbLists::default());
        let mut actors = arguments.iter().filter(|argument| is_actor(argument.word));
        actors.clone().find(|argument| argument.function == Function::Subject)?;
        let lemma = &tree.words()[verb].lemma;
        actors.find_map(|argument| match argument.function {
            Function::Object => Some(format!("{{a}} {lemma} {{b}}")),
            Function::Oblique { case } => {
                Some(format!("{{a}} {lemma} {} {{b}}", tree.words()[case].lemma))
            }
            _ => None,
        })
    }
}
