//! How good the model is: its trees against those of a treebank.
//!
//! Words are aligned and counted as the evaluation of the CoNLL 2018 shared task does it (Zeman et
//! al. 2018), so that figures can be compared: labels count without their subtypes, and where the
//! text was cut differently, a score is the F1 of what precision and recall give.

use std::ops::Range;

use crate::{
    english::{conllu::Tree, label::universal},
    error::Error,
};

/// How much of something is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many the treebank has.
    pub gold: usize,
    /// How many the system has.
    pub system: usize,
    /// How many are in both.
    pub correct: usize,
}

impl Score {
    /// The harmonic mean of precision and recall, in percent; 0 if there is nothing.
    pub fn f1(self) -> f64 {
        match self.gold + self.system {
            0 => 0.0,
            all => 200.0 * self.correct as f64 / all as f64,
        }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.system += other.system;
        self.correct += other.correct;
    }
}

/// The scores of an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Syntactic words, as tokens of this program are.
    pub words: Score,
    /// Sentences.
    pub sentences: Score,
    /// Word classes.
    pub upos: Score,
    /// Penn tags.
    pub xpos: Score,
    /// Dictionary forms.
    pub lemma: Score,
    /// Heads.
    pub uas: Score,
    /// Heads with their relations.
    pub las: Score,
    /// Heads with their relations, of content words.
    pub clas: Score,
    /// Heads with their relations, of each of [`CORE`].
    pub core: [Score; CORE.len()],
}

impl Scores {
    /// The scores of [`Scores::core`] as one.
    pub fn core_pooled(&self) -> Score {
        let mut all = Score::default();
        self.core.iter().for_each(|score| all.add(*score));
        all
    }
}

/// The relations that rules ask for most: arguments of verbs, and conjuncts.
pub const CORE: [&str; 7] = ["nsubj", "obj", "iobj", "obl", "xcomp", "ccomp", "conj"];

/// The relations of content words, as the shared task lists them.
const CONTENT: [&str; 27] = [
    "nsubj",
    "obj",
    "iobj",
    "csubj",
    "ccomp",
    "xcomp",
    "obl",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advmod",
    "discourse",
    "nmod",
    "appos",
    "nummod",
    "acl",
    "amod",
    "conj",
    "fixed",
    "flat",
    "compound",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
];

/// Scores `system` against `gold`; both must hold the same text, however it is cut.
///
/// # Errors
///
/// If the texts, white space apart, are not the same.
pub fn score(gold: &[Tree], system: &[Tree]) -> Result<Scores, Error> {
    let (gold, system) = (Side::new(gold), Side::new(system));
    if gold.text != system.text {
        let at = gold.text.iter().zip(&system.text).take_while(|(gold, system)| gold == system);
        return Err(Error::new(format!(
            "the texts differ from character {} on, white space apart",
            at.count()
        )));
    }
    let pairs = align(&gold.words, &system.words);
    let mut partner = vec![None; gold.words.len()];
    for (gold, system) in &pairs {
        partner[*gold] = Some(*system);
    }
    let count = |included: &dyn Fn(&Aligned<'_>) -> bool,
                 same: &dyn Fn(&Aligned<'_>, &Aligned<'_>) -> bool| {
        let number = |side: &Side<'_>| side.words.iter().filter(|word| included(word)).count();
        let correct = pairs
            .iter()
            .filter(|(g, s)| included(&gold.words[*g]) && same(&gold.words[*g], &system.words[*s]));
        Score { gold: number(&gold), system: number(&system), correct: correct.count() }
    };
    let all = |_: &Aligned<'_>| true;
    let same_head = |gold: &Aligned<'_>, system: &Aligned<'_>| match gold.head {
        None => system.head.is_none(),
        Some(head) => system.head.is_some() && partner[head] == system.head,
    };
    let same_arc = |gold: &Aligned<'_>, system: &Aligned<'_>| {
        same_head(gold, system) && gold.relation == system.relation
    };
    let sentences = Score {
        gold: gold.sentences.len(),
        system: system.sentences.len(),
        correct: common(&gold.sentences, &system.sentences),
    };
    Ok(Scores {
        words: count(&all, &|_, _| true),
        sentences,
        upos: count(&all, &|gold, system| gold.upos == system.upos),
        xpos: count(&all, &|gold, system| gold.xpos == system.xpos),
        lemma: count(&all, &|gold, system| gold.lemma == "_" || gold.lemma == system.lemma),
        uas: count(&all, &same_head),
        las: count(&all, &same_arc),
        clas: count(
            &|word| CONTENT.contains(&word.relation) || matches!(word.relation, "root" | "dep"),
            &same_arc,
        ),
        core: CORE.map(|relation| count(&|word| word.relation == relation, &same_arc)),
    })
}

/// The text of one side, white space apart, and its words.
#[derive(Debug, Default)]
struct Side<'a> {
    text: Vec<char>,
    words: Vec<Aligned<'a>>,
    sentences: Vec<Range<usize>>,
}

/// A word as it is compared; places are in characters of [`Side::text`].
#[derive(Debug)]
struct Aligned<'a> {
    span: Range<usize>,
    /// Whether the span is that of several words written as one.
    contracted: bool,
    form: &'a str,
    lemma: &'a str,
    upos: &'a str,
    xpos: &'a str,
    /// The head, as a number among all words.
    head: Option<usize>,
    relation: &'a str,
}

impl<'a> Side<'a> {
    fn new(trees: &'a [Tree]) -> Self {
        let mut out = Self::default();
        for tree in trees {
            let first = out.words.len();
            let start = out.text.len();
            let mut contractions = tree.contractions.iter().peekable();
            let mut contracted = (0, 0..0);
            for (number, row) in tree.rows.iter().enumerate() {
                if let Some(written) = contractions.next_if(|written| written.start == number) {
                    contracted = (written.end, out.write(&written.form));
                }
                let is_contracted = number < contracted.0;
                let span = if is_contracted { contracted.1.clone() } else { out.write(&row.form) };
                out.words.push(Aligned {
                    span,
                    contracted: is_contracted,
                    form: &row.form,
                    lemma: &row.lemma,
                    upos: &row.upos,
                    xpos: &row.xpos,
                    head: row.head.checked_sub(1).map(|head| first + head),
                    relation: universal(&row.relation),
                });
            }
            out.sentences.push(start..out.text.len());
        }
        out
    }

    /// Puts a form behind the text, and gives where it stands.
    fn write(&mut self, form: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.extend(form.chars().filter(|character| !character.is_whitespace()));
        start..self.text.len()
    }
}

/// How many ranges are in both rows; each is in the order of the text.
fn common(gold: &[Range<usize>], system: &[Range<usize>]) -> usize {
    let (mut g, mut s, mut found) = (0, 0, 0);
    while g < gold.len() && s < system.len() {
        let (left, right) = (&gold[g], &system[s]);
        found += usize::from(left == right);
        g += usize::from(left.start <= right.start);
        s += usize::from(right.start <= left.start);
    }
    found
}

/// The pairs of words that are the same word of the text.
fn align(gold: &[Aligned<'_>], system: &[Aligned<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < system.len() {
        if gold[g].contracted || system[s].contracted {
            let (golds, systems) = contraction(gold, system, g, s);
            (g, s) = (golds.end, systems.end);
            align_by_form(gold, system, golds, systems, &mut pairs);
        } else if gold[g].span == system[s].span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if gold[g].span.start <= system[s].span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The words of either side that a contraction at one of two words covers.
fn contraction(
    gold: &[Aligned<'_>],
    system: &[Aligned<'_>],
    mut g: usize,
    mut s: usize,
) -> (Range<usize>, Range<usize>) {
    let mut end;
    if gold[g].contracted {
        end = gold[g].span.end;
        s += usize::from(!system[s].contracted && system[s].span.start < gold[g].span.start);
    } else {
        end = system[s].span.end;
        g += usize::from(!gold[g].contracted && gold[g].span.start < system[s].span.start);
    }
    let starts = (g, s);
    let beyond = |words: &[Aligned<'_>], number: usize, end: usize| {
        words.get(number).is_none_or(|word| {
            if word.contracted { word.span.start >= end } else { word.span.end > end }
        })
    };
    let reach =
        |word: &Aligned<'_>, end: usize| if word.contracted { end.max(word.span.end) } else { end };
    while !beyond(gold, g, end) || !beyond(system, s, end) {
        let gold_first =
            g < gold.len() && (s >= system.len() || gold[g].span.start <= system[s].span.start);
        if gold_first {
            end = reach(&gold[g], end);
            g += 1;
        } else {
            end = reach(&system[s], end);
            s += 1;
        }
    }
    (starts.0..g, starts.1..s)
}

/// Aligns words whose places say nothing by the longest common subsequence of their forms.
fn align_by_form(
    gold: &[Aligned<'_>],
    system: &[Aligned<'_>],
    golds: Range<usize>,
    systems: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let same = |g: usize, s: usize| gold[g].form.to_lowercase() == system[s].form.to_lowercase();
    let (rows, columns) = (golds.len(), systems.len());
    let mut longest = vec![vec![0; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row][column] = if same(golds.start + row, systems.start + column) {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let (g, s) = (golds.start + row, systems.start + column);
        if same(g, s) {
            pairs.push((g, s));
            (row, column) = (row + 1, column + 1);
        } else if longest[row][column] == longest[row + 1][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::score;
    use crate::english::conllu::{Tree, parse};

    fn trees(lines: &[&str]) -> Vec<Tree> {
        let columns = |line: &&str| line.split(' ').collect::<Vec<_>>().join("\t") + "\n";
        parse(Path::new("own.conllu"), &lines.iter().map(columns).collect::<String>()).unwrap()
    }

    const GOLD: [&str; 6] = [
        "1 They they PRON PRP _ 4 nsubj _ _",
        "2-3 don't _ _ _ _ _ _ _ _",
        "2 do do AUX VBP _ 4 aux _ _",
        "3 n't not PART RB _ 4 advmod _ _",
        "4 supply supply VERB VB _ 0 root _ _",
        "5 arms arm NOUN NNS _ 4 obj _ _",
    ];

    #[test]
    fn a_treebank_agrees_with_itself() {
        let gold = trees(&GOLD);
        let scores = score(&gold, &gold).unwrap();
        for part in [scores.words, scores.sentences, scores.upos, scores.lemma, scores.las] {
            assert_eq!(part.f1(), 100.0);
        }
        assert_eq!(scores.clas.gold, 4);
        assert_eq!(scores.core_pooled().gold, 2);
    }

    #[test]
    fn subtypes_do_not_count_but_labels_do() {
        let mut system = trees(&GOLD);
        system[0].rows[0].relation = "nsubj:pass".into();
        system[0].rows[4].relation = "obl".into();
        let scores = score(&trees(&GOLD), &system).unwrap();
        assert_eq!(scores.uas.f1(), 100.0);
        assert_eq!(scores.las.correct, 4);
        assert_eq!(scores.core[0].f1(), 100.0);
        assert_eq!(scores.core[1].f1(), 0.0);
    }

    #[test]
    fn contractions_align_by_the_forms_of_their_words() {
        let system = trees(&[
            "1 They they PRON PRP _ 4 nsubj _ _",
            "2 do do AUX VBP _ 4 aux _ _",
            "3 n't not PART RB _ 4 advmod _ _",
            "4 supplyarms supply VERB VB _ 0 root _ _",
        ]);
        let scores = score(&trees(&GOLD), &system).unwrap();
        assert_eq!((scores.words.gold, scores.words.system, scores.words.correct), (5, 4, 3));
        assert_eq!(scores.las.correct, 0);
        assert_eq!(scores.upos.correct, 3);
    }

    #[test]
    fn different_texts_are_refused() {
        let mut system = trees(&GOLD);
        system[0].rows[4].form = "guns".into();
        let error = score(&trees(&GOLD), &system).unwrap_err();
        assert!(error.to_string().contains("character 15"), "{error}");
    }
}
