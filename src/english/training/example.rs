//! A sentence to learn from, and how else it might have been written.

use std::ops::Range;

use crate::{
    english::{
        conllu::Tree,
        label::{Relation, Upos, XPOS},
        network::{TAGS, features::Form, gradient::Targets, matrix::Matrix, random::Random},
    },
    error::Error,
};

/// How often a sentence comes with its names folded, in capitals, in lower case, without its end.
const FOLDED: f32 = 0.4;
const CAPITALS: f32 = 0.03;
const LOWER: f32 = 0.02;
const OPEN: f32 = 0.05;
/// How often the next sentence is taken for more of the same: after a sign that ends one, without.
const JOINED: (f32, f32) = (0.02, 0.25);
/// How often a name in a sentence with folded names is folded.
const NAME_FOLDED: f32 = 0.75;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub(super) struct Example {
    pub(super) forms: Vec<String>,
    folded: Vec<bool>,
    tags: Vec<(usize, Upos)>,
    heads: Vec<usize>,
    relations: Vec<Relation>,
    /// The names that can be folded.
    names: Vec<Range<usize>>,
}

impl Example {
    /// # Errors
    ///
    /// If the tree has a label that is in no list, or not exactly one root.
    pub(super) fn new(tree: &Tree) -> Result<Self, Error> {
        let unknown = |what: &str, label: &str| {
            Error::new(format!("the treebank has the {what} `{label}`, which is none of English"))
        };
        let mut out = Self::default();
        for row in &tree.rows {
            let xpos = XPOS.iter().position(|known| *known == row.xpos);
            let xpos = xpos.ok_or_else(|| unknown("tag", &row.xpos))?;
            let upos = Upos::named(&row.upos).ok_or_else(|| unknown("class", &row.upos))?;
            let relation = Relation::named(&row.relation);
            out.forms.push(row.form.clone());
            out.folded.push(false);
            out.tags.push((xpos, upos));
            out.heads.push(row.head);
            out.relations.push(relation.ok_or_else(|| unknown("relation", &row.relation))?);
        }
        let roots = out.heads.iter().filter(|head| **head == 0).count();
        if roots != 1 {
            return Err(Error::new(format!("a tree of the treebank has {roots} roots, not one")));
        }
        out.names = out.find_names();
        Ok(out)
    }

    pub(super) fn form(&self, word: usize) -> Form<'_> {
        if self.folded[word] { Form::Folded } else { Form::Plain(&self.forms[word]) }
    }

    /// Runs of proper nouns, with an adjective of theirs before, that hang together.
    fn find_names(&self) -> Vec<Range<usize>> {
        let proper = |word: usize| matches!(XPOS[self.tags[word].0], "NNP" | "NNPS");
        let mut names = Vec::new();
        let mut start = 0;
        while start < self.forms.len() {
            let mut end = start;
            while end < self.forms.len() && proper(end) {
                end += 1;
            }
            if end > start {
                let adjective = start.checked_sub(1).filter(|before| {
                    self.relations[*before] == Relation::Amod
                        && self.forms[*before].starts_with(char::is_uppercase)
                });
                let longer = adjective.unwrap_or(start)..end;
                names.extend([longer, start..end].into_iter().find(|name| self.is_one(name)));
            }
            start = end.max(start + 1);
        }
        names
    }

    /// Whether only one word of a range has its head outside.
    fn is_one(&self, range: &Range<usize>) -> bool {
        let outside = |word: &usize| !range.contains(&self.heads[*word].wrapping_sub(1));
        range.clone().filter(outside).count() == 1
    }

    /// The sentence as it might also have been written.
    pub(super) fn varied(&self, random: &mut Random) -> Self {
        let mut out = self.clone();
        if random.happens(OPEN)
            && out.forms.len() > 2
            && out.forms.last().is_some_and(|form| form == ".")
            && !out.heads.contains(&out.forms.len())
        {
            out.forms.pop();
            out.folded.pop();
            out.tags.pop();
            out.heads.pop();
            out.relations.pop();
        }
        if random.happens(CAPITALS) {
            out.forms = out.forms.iter().map(|form| form.to_uppercase()).collect();
        } else if random.happens(LOWER) {
            out.forms = out.forms.iter().map(|form| form.to_lowercase()).collect();
        }
        if random.happens(FOLDED) {
            let mut names = out.names.clone();
            names.retain(|_| random.happens(NAME_FOLDED));
            out = out.fold(&names);
        }
        out
    }

    /// Whether who cuts text into sentences might take the next one for more of this.
    pub(super) fn runs_on(&self, random: &mut Random) -> bool {
        let ended = self
            .forms
            .iter()
            .rev()
            .take(2)
            .any(|form| matches!(form.as_str(), "." | "?" | "!" | "..." | "…"));
        random.happens(if ended { JOINED.0 } else { JOINED.1 })
    }

    /// Puts a sentence behind this one; it hangs from the root of this.
    pub(super) fn join(&mut self, next: Self) {
        let before = self.forms.len();
        let root = self.heads.iter().position(|head| *head == 0).expect("a tree has a root");
        self.heads.extend(
            next.heads.into_iter().map(|head| if head == 0 { root + 1 } else { head + before }),
        );
        let relations = next.relations.into_iter();
        self.relations.extend(relations.map(|relation| match relation {
            Relation::Root => Relation::Parataxis,
            other => other,
        }));
        self.forms.extend(next.forms);
        self.folded.extend(next.folded);
        self.tags.extend(next.tags);
    }

    /// The sentence with some names as one word each.
    fn fold(&self, names: &[Range<usize>]) -> Self {
        let mut out = Self::default();
        let mut places = Vec::with_capacity(self.forms.len());
        let mut tops = Vec::new();
        let mut names = names.iter().peekable();
        let mut word = 0;
        while word < self.forms.len() {
            let place = tops.len();
            if let Some(name) = names.next_if(|name| name.start == word) {
                let outside = |word: &usize| !name.contains(&self.heads[*word].wrapping_sub(1));
                tops.push(name.clone().find(outside).expect("a name has its head outside"));
                places.extend(name.clone().map(|_| place));
                out.folded.push(true);
                word = name.end;
            } else {
                tops.push(word);
                places.push(place);
                out.folded.push(false);
                word += 1;
            }
        }
        for top in tops {
            out.forms.push(self.forms[top].clone());
            out.tags.push(self.tags[top]);
            out.relations.push(self.relations[top]);
            let head = self.heads[top];
            out.heads.push(if head == 0 { 0 } else { places[head - 1] + 1 });
        }
        out
    }
}

/// Targets as they are gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct TargetBuilder {
    tags: Vec<f32>,
    relations: Vec<f32>,
    words: usize,
    heads: Vec<Matrix>,
    tree: Vec<Vec<usize>>,
}

impl TargetBuilder {
    pub(super) fn push(&mut self, example: &Example) {
        let words = example.forms.len();
        let mut heads = Matrix::zeros(words, words + 1);
        for word in 0..words {
            let mut tags = [0.0; TAGS];
            let (xpos, upos) = example.tags[word];
            tags[xpos] = 1.0;
            tags[XPOS.len() + upos as usize] = 1.0;
            self.tags.extend(tags);
            let mut relations = [0.0; Relation::ALL.len()];
            relations[example.relations[word] as usize] = 1.0;
            self.relations.extend(relations);
            heads.row_mut(word)[example.heads[word]] = 1.0;
        }
        self.words += words;
        self.heads.push(heads);
        self.tree.push(example.heads.clone());
    }

    pub(super) fn finish(self) -> Targets {
        let rows = self.words;
        Targets {
            tags: Matrix { rows, columns: TAGS, values: self.tags },
            relations: Matrix { rows, columns: Relation::ALL.len(), values: self.relations },
            heads: self.heads,
            tree: self.tree,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::Example;
    use crate::english::{
        conllu::{Tree, parse},
        label::Relation,
        network::random::Random,
    };

    /// Sentences in lines of form, tag, head and relation.
    fn trees(lines: &[&str]) -> Vec<Tree> {
        let mut text = String::new();
        for line in lines {
            for (number, word) in line.split(' ').enumerate() {
                let [form, tag, head, relation] = word.split('/').collect::<Vec<_>>()[..] else {
                    panic!("four parts, not `{word}`");
                };
                let number = number + 1;
                text += &format!("{number}\t{form}\t_\tX\t{tag}\t_\t{head}\t{relation}\t_\t_\n");
            }
            text += "\n";
        }
        parse(Path::new("own.conllu"), &text).unwrap()
    }

    fn example(line: &str) -> Example {
        Example::new(&trees(&[line])[0]).unwrap()
    }

    const VISIT: &str = "Norwegian/JJ/2/amod President/NNP/3/nmod:desc Jane/NNP/5/nsubj \
                         Doe/NNP/3/flat visited/VBD/0/root old/JJ/7/amod Oslo/NNP/5/obj";

    #[test]
    fn a_name_is_folded_with_its_title_and_adjective() {
        let visit = example(VISIT);
        assert_eq!(visit.names, [0..4, 6..7]);
        let folded = visit.fold(&visit.names);
        assert_eq!(folded.forms, ["Jane", "visited", "old", "Oslo"]);
        assert_eq!(folded.folded, [true, false, false, true]);
        assert_eq!(folded.heads, [2, 0, 4, 2]);
        assert_eq!(folded.relations[0], Relation::Nsubj);
    }

    #[test]
    fn a_run_of_names_with_two_heads_outside_is_not_folded() {
        let line = "Monday/NNP/3/obl:unmarked Norway/NNP/3/nsubj left/VBD/0/root";
        assert!(example(line).names.is_empty());
    }

    #[test]
    fn a_joined_sentence_hangs_from_the_root_of_the_first() {
        let mut visit = example(VISIT);
        visit.join(example("She/PRP/2/nsubj left/VBD/0/root"));
        assert_eq!(visit.heads, [2, 3, 5, 3, 0, 7, 5, 9, 5]);
        assert_eq!(visit.relations[8], Relation::Parataxis);
        assert_eq!(visit.heads.iter().filter(|head| **head == 0).count(), 1);
    }

    #[test]
    fn every_variation_is_a_tree_with_one_root() {
        let visit = example(VISIT);
        let mut random = Random::new(5);
        let mut lengths = Vec::new();
        for _ in 0..200 {
            let varied = visit.varied(&mut random);
            let words = varied.forms.len();
            assert_eq!(varied.heads.iter().filter(|head| **head == 0).count(), 1);
            assert!(varied.heads.iter().all(|head| *head <= words));
            assert_eq!((varied.tags.len(), varied.relations.len()), (words, words));
            lengths.push(words);
        }
        assert!(lengths.contains(&7) && lengths.contains(&4));
    }

    #[test]
    fn labels_that_no_list_has_are_refused() {
        let error = Example::new(&trees(&["Go/VB/0/run"])[0]).unwrap_err();
        assert!(error.to_string().contains("`run`"), "{error}");
        let error = Example::new(&trees(&["Go/VB/0/root on/RP/0/root"])[0]).unwrap_err();
        assert!(error.to_string().contains("2 roots"), "{error}");
    }
}
