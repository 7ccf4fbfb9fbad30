//! How fast names are found, rules are loaded and documents are read.
//!
//! Everything is made here, the same on every run: names of syllables, sentences around them, and a
//! news corpus of the project's own reports with other people in them.

use std::{fmt::Write, hint::black_box, path::Path, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use whowhom::{
    document::{Document, Input},
    english::{self, Abbreviations},
    extract::Extractor,
    matcher::{Gazetteer, words},
    rules::{RuleSet, Sources, load_texts},
    span::Span,
};

criterion_group! {
    name = speed;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = names, loading, extraction
}
criterion_main!(speed);

/// Names in a text that holds all of 100,000, known and unknown, and in one that holds 1,000 as
/// often.
fn names(criterion: &mut Criterion) {
    const MANY: usize = 100_000;
    const FEW: usize = 1_000;
    let of_many = text((0..MANY).map(name));
    let of_few = text((0..MANY).map(|index| name(index % FEW)));
    let (few, many) = (gazetteer(FEW), gazetteer(MANY));
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Bytes(of_many.len() as u64));
    group.bench_function("tokens alone", |bencher| {
        bencher.iter(|| black_box(segmented(&of_many).tokens.len()));
    });
    let cases = [
        ("1,000 listed, all in the text", &few, &of_few),
        ("1,000 listed, in the text of 100,000", &few, &of_many),
        ("100,000 listed, all in the text", &many, &of_many),
    ];
    for (case, gazetteer, text) in cases {
        group.bench_function(BenchmarkId::from_parameter(case), |bencher| {
            bencher.iter(|| black_box(found(gazetteer, text)));
        });
    }
    group.finish();
}

/// The rules of the project, from files to an extractor.
fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loading");
    group.bench_function("read and check", |bencher| bencher.iter(|| black_box(project_rules())));
    let rules = project_rules();
    group.bench_function("compile", |bencher| {
        bencher.iter_batched(|| rules.clone(), Extractor::new, criterion::BatchSize::PerIteration);
    });
    group.finish();
}

/// The whole way of a document, on one core.
fn extraction(criterion: &mut Criterion) {
    let (extractor, _) = Extractor::new(project_rules());
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(|document| document.text().len()).sum();
    let mut group = criterion.benchmark_group("extraction");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("news corpus", |bencher| {
        bencher.iter(|| {
            let statements = corpus.iter().map(|report| extractor.extract(report).statements.len());
            black_box(statements.sum::<usize>())
        });
    });
    group.finish();
}

/// The name of number `index`: two words, each shared with other names.
fn name(index: usize) -> String {
    const ONSETS: [&str; 10] = ["b", "d", "k", "l", "m", "n", "r", "s", "t", "v"];
    const RHYMES: [&str; 10] = ["a", "ek", "in", "o", "ush", "ar", "e", "or", "u", "il"];
    let syllable = |digit: usize| [ONSETS[digit % 10], RHYMES[digit / 10 % 10]].concat();
    let word = |number: usize| {
        let lower = [syllable(number % 100), syllable(number / 100), syllable(number * 7)].concat();
        lower[..1].to_uppercase() + &lower[1..]
    };
    format!("{} {}", word(index % 1000), word(index / 100 + index % 7))
}

/// Sentences with two names each, in paragraphs.
fn text(names: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    let mut names = names.enumerate();
    while let (Some((index, first)), Some((_, second))) = (names.next(), names.next()) {
        let end = if index % 10 == 8 { "\n\n" } else { " " };
        write!(
            text,
            "On Monday {first} told reporters in the capital that the talks with {second} would \
             go on, whatever the weather and the mood of the others.{end}"
        )
        .expect("a string takes text");
    }
    text
}

/// The first `count` names, a hundred for each entity.
fn gazetteer(count: usize) -> Gazetteer {
    let mut rules = "format = 1\n[type.person]\n".to_owned();
    for entity in 0..count / 100 {
        let quoted = |index: usize| format!("{:?}", name(entity * 100 + index));
        let aliases: Vec<String> = (1..100).map(quoted).collect();
        write!(
            rules,
            "[[entity]]\nid = \"e{entity}\"\nname = {}\ntype = \"person\"\naliases = [{}]\n",
            quoted(0),
            aliases.join(",\n")
        )
        .expect("a string takes text");
    }
    let before = resident();
    let loaded = load_texts(&[("types.toml", &rules)]);
    let read = resident();
    let gazetteer = Gazetteer::new(&loaded.rules);
    eprintln!("{count} names: {before} MB before, {read} MB read, {} MB compiled", resident());
    gazetteer
}

/// The memory in use, in MB, where the system tells.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or_default() / 1024
}

fn segmented(text: &str) -> english::Segmentation {
    english::segment(text, Span::new(0, text.len()), &Abbreviations::default())
}

/// How many names are found in the sentences of a text.
fn found(gazetteer: &Gazetteer, text: &str) -> usize {
    let segmentation = segmented(text);
    let in_sentence = |sentence: &english::Sentence| {
        gazetteer.find(&words(text, &segmentation.tokens[sentence.tokens.clone()])).len()
    };
    segmentation.sentences.iter().map(in_sentence).sum()
}

fn project_rules() -> RuleSet {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::find(&[], root).expect("the project has rules");
    sources.read().rules
}

/// The project's reports, thirty times, with other people in them each time.
fn corpus() -> Vec<Document> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let reports: Vec<Document> = Input::find(&[seeds])
        .into_iter()
        .flat_map(|input| input.expect("the seeds can be read").read())
        .map(|report| report.expect("the seeds are documents"))
        .collect();
    let edition = |edition: usize| {
        let rename = move |report: &Document| {
            let text = report.text().replace("Ushakov", &name(edition * 31));
            Document::plain(format!("{edition}/{}", report.id()), text)
        };
        reports.iter().map(rename).collect::<Vec<_>>()
    };
    (0..30).flat_map(edition).collect()
}
