//! How a sentence with quotations in it is taken apart for reading.
//!
//! Of “We will meet in Oslo,” Doe wrote, a parser that reads the whole is tempted to make "we" the
//! subject of "wrote"; read by itself, either part is plain. And where a quotation opens between a
//! subject and its verb (he and Doe “agreed that …”), the mark is in the way.

use std::ops::Range;

use super::{is_weekday, network::features::Form};

/// Words of the shortest sentence whose speaker may be told behind it.
const SHORTEST: usize = 5;
/// Words that a speaker has at most, and that stand behind "said" at most.
const LONGEST: usize = 8;
/// What is said of a speaker behind what they say.
const SAID: [&str; 6] = ["said", "says", "added", "wrote", "reported", "told"];
/// What may follow it.
const BEHIND: [&str; 10] =
    ["on", "in", "at", "to", "during", "after", "late", "earlier", "reporters", "yesterday"];
/// What joins a clause to the sentence, so that it tells of no speaker.
const JOINING: [&str; 12] = [
    "and", "but", "or", "which", "who", "that", "when", "where", "while", "as", "because", "after",
];

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
        if quotation.is_empty()
            && let Some(start) = speaker(forms)
        {
            quotation = 0..start;
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

/// Where the speaker of what stands before begins: "…, *the minister said on Friday*.", "…, *said an
/// envoy*.".
fn speaker(forms: &[Form<'_>]) -> Option<usize> {
    let end = forms.iter().rposition(|form| !is_any(form, &[".", "!", "?"]))? + 1;
    let comma = forms[..end].iter().rposition(|form| is_any(form, &[","]))?;
    let said = comma + 1 + forms[comma + 1..end].iter().position(|form| is_any(form, &SAID))?;
    let opens = lower(forms.get(comma + 1)?);
    let goes_on = forms.get(said + 1).filter(|_| said + 1 < end).map(lower);
    // "Doe, who met them, said Lutha had agreed"
    let inverted = said == comma + 1 && !forms[..comma].iter().any(|form| is_any(form, &[","]));
    let direct = said > comma + 1;
    let apart = match &goes_on {
        None => direct,
        Some(next) => inverted || direct && (BEHIND.contains(&&**next) || is_weekday(next)),
    };
    let joined = JOINING.contains(&&*opens);
    let known = comma >= SHORTEST && end - said <= LONGEST && said - comma <= LONGEST;
    (known && apart && !joined).then_some(comma + 1)
}

fn lower(form: &Form<'_>) -> String {
    match form {
        Form::Plain(form) => form.to_lowercase(),
        Form::Folded => String::new(),
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
    fn so_is_what_a_speaker_is_told_behind() {
        check(
            "A strike on Friday hit two vehicles , the minister said on Sunday .",
            "A strike on Friday hit two vehicles ,",
            "the minister said on Sunday .",
        );
        check(
            "A strike hit two vehicles , Doe said .",
            "A strike hit two vehicles ,",
            "Doe said .",
        );
        check(
            "A strike hit two vehicles , said an envoy .",
            "A strike hit two vehicles ,",
            "said an envoy .",
        );
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
            "Doe went to Lutha and Karlova , which said no .",
            "After the talks in Lutha ended , Doe said he would leave .",
            "After the talks in Lutha ended , Doe said that it was over .",
            "Doe , who met Roe in Lutha , said Karlova sent tanks .",
            "",
        ] {
            let forms: Vec<Form<'_>> = text.split(' ').map(Form::Plain).collect();
            assert_eq!(Parts::of(&forms), None, "{text}");
        }
    }
}
