//! Treebanks: CoNLL-U in and out.
//!
//! What is read is kept as text; labels that the model does not know are found out by who needs
//! them. Empty words (`8.1`) are passed over.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use crate::error::{Error, Location};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Its words.
    pub rows: Vec<Row>,
    /// Words that are written as one, like "don't", each with what is written.
    pub contractions: Vec<Contraction>,
    /// Whether a document begins with it.
    pub starts_document: bool,
    /// Whether a paragraph begins with it.
    pub starts_paragraph: bool,
}

/// A word and its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The word as written.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Its word class.
    pub upos: String,
    /// Its Penn tag.
    pub xpos: String,
    /// The number of its head in the sentence, from 1; 0 for the root.
    pub head: usize,
    /// Its relation to the head.
    pub relation: String,
    /// Whether white space follows.
    pub space_after: bool,
}

/// Words written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contraction {
    /// The first word, counted from 0.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is written.
    pub form: String,
    /// Whether white space follows.
    pub space_after: bool,
}

/// Reads a treebank from a file; one that ends in `.gz` is unpacked.
///
/// # Errors
///
/// If the file cannot be read, or as [`parse`].
pub fn read(path: &Path) -> Result<Vec<Tree>, Error> {
    let unreadable =
        |error: std::io::Error| Error::new(format!("cannot read `{}`: {error}", path.display()));
    let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        MultiGzDecoder::new(reader).read_to_string(&mut text).map_err(unreadable)?;
    } else {
        reader.read_to_string(&mut text).map_err(unreadable)?;
    }
    parse(path, &text)
}

/// Reads the sentences of `text`, the whole of the file `path`.
///
/// # Errors
///
/// If a line has not ten columns, a number is none, or a head lies outside its sentence.
pub fn parse(path: &Path, text: &str) -> Result<Vec<Tree>, Error> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(["\n"]) {
        let content = line.trim_end_matches(['\n', '\r']);
        let wrong = |message: String| {
            Error::new(message).at(Location::in_text(path, text, start, start + content.len()))
        };
        if content.is_empty() {
            if !tree.rows.is_empty() {
                if tree.rows.iter().any(|row| row.head > tree.rows.len()) {
                    return Err(wrong("a head before this line lies outside its sentence".into()));
                }
                trees.push(std::mem::take(&mut tree));
            }
        } else if let Some(comment) = content.strip_prefix('#') {
            tree.starts_document |= comment.trim_start().starts_with("newdoc");
            tree.starts_paragraph |= comment.trim_start().starts_with("newpar");
        } else {
            row(&mut tree, content).map_err(wrong)?;
        }
        start += line.len();
    }
    Ok(trees)
}

fn row(tree: &mut Tree, line: &str) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns[..] else {
        return Err(format!("expected 10 columns between tabs, found {}", columns.len()));
    };
    let number = |text: &str| {
        text.parse::<usize>().map_err(|_| format!("expected a number of a word, found `{text}`"))
    };
    let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
    if let Some((first, last)) = id.split_once('-') {
        let (first, last) = (number(first)?, number(last)?);
        if first != tree.rows.len() + 1 || last < first {
            return Err(format!("the words `{id}` do not follow the words before"));
        }
        let form = form.to_owned();
        tree.contractions.push(Contraction { start: first - 1, end: last, form, space_after });
    } else if !id.contains('.') {
        if number(id)? != tree.rows.len() + 1 {
            return Err(format!("the word `{id}` does not follow the words before"));
        }
        tree.rows.push(Row {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            head: number(head)?,
            relation: relation.to_owned(),
            space_after,
        });
    }
    Ok(())
}

/// Puts a sentence behind `out`, in CoNLL-U.
pub fn write(tree: &Tree, out: &mut String) {
    if tree.starts_document {
        out.push_str("# newdoc\n");
    }
    if tree.starts_paragraph {
        out.push_str("# newpar\n");
    }
    let mut contractions = tree.contractions.iter().peekable();
    for (number, row) in tree.rows.iter().enumerate() {
        if let Some(written) = contractions.next_if(|written| written.start == number) {
            let misc = misc(written.space_after);
            let (start, end) = (written.start + 1, written.end);
            writeln!(out, "{start}-{end}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", written.form)
                .expect("text takes what is written to it");
        }
        let Row { form, lemma, upos, xpos, head, relation, space_after } = row;
        let (id, misc) = (number + 1, misc(*space_after));
        writeln!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}")
            .expect("text takes what is written to it");
    }
    out.push('\n');
}

/// The documents of a treebank.
pub fn documents(trees: &[Tree]) -> impl Iterator<Item = &[Tree]> {
    trees.chunk_by(|_, next| !next.starts_document)
}

/// The text of some sentences, with an empty line between paragraphs.
pub fn text(trees: &[Tree]) -> String {
    let mut out = String::new();
    for tree in trees {
        if tree.starts_paragraph && !out.is_empty() {
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        let mut contractions = tree.contractions.iter().peekable();
        let mut number = 0;
        while let Some(row) = tree.rows.get(number) {
            let (form, space_after) = match contractions.next_if(|written| written.start == number)
            {
                Some(written) => {
                    number = written.end;
                    (&written.form, written.space_after)
                }
                None => {
                    number += 1;
                    (&row.form, row.space_after)
                }
            };
            out.push_str(form);
            if space_after {
                out.push(' ');
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn misc(space_after: bool) -> &'static str {
    if space_after { "_" } else { "SpaceAfter=No" }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::{documents, parse, text, write};

    const SENTENCE: &str = "# newdoc\n# newpar\n\
        1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n\
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tagree\tagree\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn what_is_written_is_what_was_read() {
        let trees = parse(Path::new("own.conllu"), SENTENCE).unwrap();
        let mut out = String::new();
        write(&trees[0], &mut out);
        assert_eq!(out, SENTENCE);
    }

    #[test]
    fn the_text_has_contractions_and_spaces_as_written() {
        let trees = parse(Path::new("own.conllu"), &SENTENCE.repeat(2)).unwrap();
        assert_eq!(documents(&trees).count(), 2);
        assert_eq!(text(&trees), "They don't agree.\n\nThey don't agree.");
    }

    #[test]
    fn a_short_line_is_refused_with_its_place() {
        let error = parse(Path::new("own.conllu"), "# text\n1\tThey\tthey\n").unwrap_err();
        assert_eq!(error.to_string(), "own.conllu:2:1: expected 10 columns between tabs, found 3");
    }

    #[test]
    fn a_head_outside_the_sentence_is_refused() {
        let text = SENTENCE.replace("\t4\tnsubj", "\t9\tnsubj");
        let error = parse(Path::new("own.conllu"), &text).unwrap_err();
        assert!(error.to_string().contains("outside its sentence"), "{error}");
    }
}
