//! How a sentence with quotations in it is taken apart for reading.
//!
//! Of “We will meet in Oslo,” Doe wrote, a parser that reads the whole is tempted to make "we" the
//! subject of "wrote"; read by itself, either part is plain. And where a quotation opens between a
//! subject and its verb (he and Doe “agreed that …”), the mark is in the way.

use std::ops::Range;

use super::network::features::Form;

/// What a quotation that is read by itself has more words than.
const FEW: usize = 3;

/// The parts of a sentence, by its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The quotation that the sentence opens with, with its marks; empty if there is none that is
    /// read by itself.
    pub(super) quotation: Range<usize>,
    /// The words of the sentence around it.
    pub(super) frame: Vec<usize>,
    /// Marks in the frame that are read past.
    pub(super) marks: Vec<usize>,
}

impl Parts {
    /// The parts of a sentence; nothing for one that is read as it stands.
    pub(super) fn of(forms: &[Form<'_>]) -> Option<Self> {
        let marks: Vec<usize> = (0..forms.len()).filter(|word| is_mark(&forms[*word])).collect();
        let mut quotation = 0..0;
        let mut passed = Vec::new();
        for pair in marks.chunks_exact(2) {
            let (open, close) = (pair[0], pair[1]);
            if close - open <= FEW + 1 {
                continue;
            }
            let before = open.checked_sub(1).map(|word| &forms[word]);
            match before {
                None if is_any(&forms[close - 1], &[",", "?", "!"]) => quotation = open..close + 1,
                // what a comma or a colon parts from the rest is no part of its clause
                Some(before) if !is_any(before, &[",", ":"]) => passed.extend([open, close]),
                _ => {}
            }
        }
        let frame: Vec<usize> =
            (quotation.end..forms.len()).filter(|word| !passed.contains(word)).collect();
        let is_word =
            |word: &&usize| !is_mark(&forms[**word]) && !is_any(&forms[**word], &[",", ":", "."]);
        let parted = !quotation.is_empty() || !passed.is_empty();
        let has_clause = frame.iter().filter(is_word).count() >= 2;
        (parted && has_clause).then_some(Self { quotation, frame, marks: passed })
    }
}

fn is_mark(form: &Form<'_>) -> bool {
    is_any(form, &["\"", "“", "”", "''", "``"])
}

fn is_any(form: &Form<'_>, signs: &[&str]) -> bool {
    matches!(form, Form::Plain(form) if signs.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, quotation: &str, frame: &str) {
        let words: Vec<&str> = text.split(' ').collect();
        let forms: Vec<Form<'_>> = words.iter().map(|word| Form::Plain(word)).collect();
        let parts = Parts::of(&forms).expect(text);
        assert_eq!(words[parts.quotation].join(" "), quotation);
        let around: Vec<&str> = parts.frame.iter().map(|word| words[*word]).collect();
        assert_eq!(around.join(" "), frame);
    }

    #[test]
    fn a_quotation_before_its_speaker_is_read_by_itself() {
        check("“ We will meet soon , ” Doe wrote .", "“ We will meet soon , ”", "Doe wrote .");
        check("\" Will we meet soon ? \" asked Doe .", "\" Will we meet soon ? \"", "asked Doe .");
    }

    #[test]
    fn marks_inside_a_clause_are_read_past() {
        check(
            "He and Doe “ agreed to meet in Oslo ” soon .",
            "",
            "He and Doe agreed to meet in Oslo soon .",
        );
    }

    #[test]
    fn other_sentences_are_read_as_they_stand() {
        for text in [
            "They will meet .",
            "Doe said , “ We will meet in Oslo soon . ”",
            "Doe called it “ a shame ” .",
            "“ We will meet in Oslo soon , ” .",
            "“ We will meet in Oslo soon . ” Doe left .",
            "",
        ] {
            let forms: Vec<Form<'_>> = text.split(' ').map(Form::Plain).collect();
            assert_eq!(Parts::of(&forms), None, "{text}");
        }
    }
}
