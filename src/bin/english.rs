//! `english`: makes the model of English, measures it, and shows what it says of a text.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::{Parser, Subcommand};
use whowhom::{
    english::{
        Abbreviations, Word,
        conllu::{self, Row, Tree},
        evaluate::{self, CORE, Scores},
        model::Model,
        segment,
        training::{Recipe, train},
    },
    error::Error,
    matcher,
    rules::Sources,
    span::Span,
};

/// Makes the model of English, measures it, and shows what it says of a text.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the model from treebanks.
    Train {
        /// Treebanks in CoNLL-U, packed or not.
        #[arg(required = true)]
        treebanks: Vec<PathBuf>,
        /// Where the model goes.
        #[arg(short, long, default_value = "models/english.bin")]
        output: PathBuf,
        /// A treebank to measure the model with after every round.
        #[arg(long)]
        dev: Option<PathBuf>,
        /// Where chance comes from.
        #[arg(long, default_value_t = Recipe::default().seed)]
        seed: u64,
        /// How often every sentence is read.
        #[arg(long, default_value_t = Recipe::default().rounds)]
        rounds: usize,
    },
    /// Measure the model against a treebank.
    Eval {
        /// The treebank in CoNLL-U, packed or not.
        treebank: PathBuf,
        /// Cut the text into sentences and tokens too.
        #[arg(long)]
        raw: bool,
        /// Mend what the parser always gets wrong, as the program does; text that is cut always is.
        #[arg(long, conflicts_with = "raw")]
        mended: bool,
        /// Print one JSON object, in percent and tokens per second.
        #[arg(long)]
        json: bool,
        /// Rules whose abbreviations count when text is cut.
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
        /// Write what the model says here, in CoNLL-U.
        #[arg(long)]
        output: Option<PathBuf>,
        /// A model file instead of the model compiled in.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Print what the model says of a text, in CoNLL-U.
    Parse {
        /// The text; read from standard input if missing.
        text: Option<String>,
        /// Rules whose abbreviations count when text is cut.
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
        /// A model file instead of the model compiled in.
        #[arg(long)]
        model: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Train { treebanks, output, dev, seed, rounds } => {
            let recipe = Recipe { seed, rounds, ..Recipe::default() };
            make(&treebanks, &output, dev.as_deref(), &recipe)
        }
        Command::Eval { treebank, raw, mended, json, rules, output, model } => {
            let abbreviations = if raw { Some(abbreviations(&rules)?) } else { None };
            let gold = conllu::read(&treebank)?;
            let (found, time) = with_model(model.as_deref(), |model| {
                Ok(answer(model, &gold, abbreviations.as_ref(), mended))
            })?;
            if let Some(output) = output {
                write(&output, as_conllu(&found).as_bytes())?;
            }
            let scores = evaluate::score(&gold, &found)?;
            let figures = figures(&scores, time, raw);
            print(&if json { as_json(&scores, figures) } else { as_table(&scores, figures) })
        }
        Command::Parse { text, rules, model } => {
            let text = match text {
                Some(text) => text,
                None => {
                    let mut text = String::new();
                    std::io::stdin().read_to_string(&mut text).map_err(|error| {
                        Error::new(format!("cannot read standard input: {error}"))
                    })?;
                    text
                }
            };
            let abbreviations = abbreviations(&rules)?;
            with_model(model.as_deref(), |model| {
                print(&as_conllu(&parse(model, &text, &abbreviations)))
            })
        }
    }
}

fn with_model<R>(
    path: Option<&Path>,
    work: impl FnOnce(&Model) -> Result<R, Error>,
) -> Result<R, Error> {
    match path {
        Some(path) => work(&Model::load(path)?),
        None => embedded(work),
    }
}

#[cfg(feature = "model")]
fn embedded<R>(work: impl FnOnce(&Model) -> Result<R, Error>) -> Result<R, Error> {
    work(Model::embedded()?)
}

#[cfg(not(feature = "model"))]
fn embedded<R>(_: impl FnOnce(&Model) -> Result<R, Error>) -> Result<R, Error> {
    Err(Error::new("no model is compiled in").help("name one with `--model FILE`"))
}

fn make(
    treebanks: &[PathBuf],
    output: &Path,
    dev: Option<&Path>,
    recipe: &Recipe,
) -> Result<(), Error> {
    let mut trees = Vec::new();
    for treebank in treebanks {
        trees.extend(conllu::read(treebank)?);
    }
    let dev = dev.map(conllu::read).transpose()?;
    let start = Instant::now();
    let model = train(&trees, recipe, |progress, model| {
        let seconds = start.elapsed().as_secs();
        eprint!("{seconds:5} s  {progress}");
        if let Some(dev) = &dev {
            let found: Vec<Tree> = dev.iter().map(|tree| model.annotate(tree)).collect();
            let scores = evaluate::score(dev, &found).expect("the words are the same");
            let figures = [scores.upos, scores.uas, scores.las].map(evaluate::Score::f1);
            eprint!("  UPOS {:.2}  UAS {:.2}  LAS {:.2}", figures[0], figures[1], figures[2]);
        }
        eprintln!();
    })?;
    write(output, &model.to_bytes())
}

/// The abbreviations of the rules asked for, or of those that run by default if there are any.
fn abbreviations(rules: &[PathBuf]) -> Result<Abbreviations, Error> {
    match Sources::find(rules, Path::new(".")) {
        Ok(sources) => Ok(matcher::abbreviations(&sources.read().rules.english.abbreviations)),
        Err(_) if rules.is_empty() => Ok(Abbreviations::default()),
        Err(error) => Err(error),
    }
}

/// What the model says of the sentences of a treebank, or of its texts if these are to be cut, and
/// how long that took.
fn answer(
    model: &Model,
    gold: &[Tree],
    abbreviations: Option<&Abbreviations>,
    mended: bool,
) -> (Vec<Tree>, Duration) {
    match abbreviations {
        Some(abbreviations) => {
            let texts: Vec<String> = conllu::documents(gold).map(conllu::text).collect();
            let start = Instant::now();
            let found = texts.iter().flat_map(|text| parse(model, text, abbreviations)).collect();
            (found, start.elapsed())
        }
        None => {
            let start = Instant::now();
            let read =
                |tree| if mended { model.annotate_mended(tree) } else { model.annotate(tree) };
            let found = gold.iter().map(read).collect();
            (found, start.elapsed())
        }
    }
}

/// The figures with their names, in the order in which they are shown.
fn figures(scores: &Scores, time: Duration, raw: bool) -> Vec<(&'static str, f64)> {
    let mut out = Vec::new();
    if raw {
        out.extend([("tokens", scores.words.f1()), ("sentences", scores.sentences.f1())]);
    }
    out.extend([
        ("upos", scores.upos.f1()),
        ("xpos", scores.xpos.f1()),
        ("lemma", scores.lemma.f1()),
        ("uas", scores.uas.f1()),
        ("las", scores.las.f1()),
        ("clas", scores.clas.f1()),
        ("core", scores.core_pooled().f1()),
        ("tokens_per_second", scores.words.system as f64 / time.as_secs_f64()),
    ]);
    out
}

fn as_json(scores: &Scores, figures: Vec<(&'static str, f64)>) -> String {
    let all = figures.into_iter();
    let core = CORE.iter().zip(&scores.core).map(|(name, score)| (*name, score.f1()));
    let rounded = |(name, figure): (&'static str, f64)| {
        (name, serde_json::Value::from((figure * 100.0).round() / 100.0))
    };
    let mut object: BTreeMap<&str, serde_json::Value> = all.map(rounded).collect();
    object.insert("core_by_label", core.map(rounded).collect());
    serde_json::Value::from_iter(object).to_string() + "\n"
}

fn as_table(scores: &Scores, figures: Vec<(&'static str, f64)>) -> String {
    let mut out = String::new();
    for (name, figure) in figures {
        let figure = if name == "tokens_per_second" {
            format!("{figure:.0}")
        } else {
            format!("{figure:.2}")
        };
        out += &format!("{name:<18}{figure:>9}\n");
    }
    for (name, score) in CORE.iter().zip(&scores.core) {
        out += &format!("  {name:<16}{:>9.2}  of {}\n", score.f1(), score.gold);
    }
    out
}

/// Cuts a text into sentences and parses each.
fn parse(model: &Model, text: &str, abbreviations: &Abbreviations) -> Vec<Tree> {
    let segmentation = segment(text, Span::new(0, text.len()), abbreviations);
    let mut paragraph = None;
    let mut out = Vec::with_capacity(segmentation.sentences.len());
    for sentence in &segmentation.sentences {
        let analysis = model.analyse(text, &segmentation.tokens[sentence.tokens.clone()], &[]);
        // what is read past, as the mark of a note, is written with the word before it
        let end = |word: &Word| {
            let next = segmentation.tokens.get(sentence.tokens.start + word.tokens.end);
            next.map_or(text.len(), |next| next.span.start)
        };
        let rows = analysis.words().iter().map(|word| Row {
            form: text[word.span.start..end(word)].trim_end().to_owned(),
            lemma: word.lemma.to_string(),
            upos: word.upos.to_string(),
            xpos: word.xpos.to_owned(),
            head: word.head.map_or(0, |head| head + 1),
            relation: word.relation.to_string(),
            space_after: text[word.span.end..].starts_with(char::is_whitespace),
        });
        out.push(Tree {
            rows: rows.collect(),
            contractions: Vec::new(),
            starts_document: out.is_empty(),
            starts_paragraph: paragraph != Some(sentence.paragraph),
        });
        paragraph = Some(sentence.paragraph);
    }
    out
}

fn as_conllu(trees: &[Tree]) -> String {
    let mut out = String::new();
    trees.iter().for_each(|tree| conllu::write(tree, &mut out));
    out
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes)
        .map_err(|error| Error::new(format!("cannot write `{}`: {error}", path.display())))
}

fn print(text: &str) -> Result<(), Error> {
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Error::new(format!("cannot write to standard output: {error}")))
}
