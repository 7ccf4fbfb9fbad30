//! How fast names are found, rules are loaded, clauses are matched and documents are read.
//!
//! Everything is made here, the same on every run: names of syllables, sentences around them, clause
//! rules, and a news corpus of the project's own reports with other people in them. Other documents
//! are read where the environment names them: `CORPUS=/tmp/corpus.jsonl cargo bench --bench speed`.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Duration,
};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use whowhom::{
    document::{Document, Input},
    english::{self, Abbreviations, Analysis, Model, Token, Upos},
    extract::{Examined, Extractor},
    matcher::{Gazetteer, Matcher, words},
    rules::{RuleSet, Sources, load_texts},
    span::{Span, TokenRange},
};

criterion_group! {
    name = speed;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = loading, extraction, clauses, names
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
    let added = tempfile::NamedTempFile::with_suffix(".toml").expect("there is room for a file");
    std::fs::write(added.path(), entities(4_000, 5)).expect("the file can be written");
    group.bench_function("read, check and compile with 4,000 entities more", |bencher| {
        bencher.iter(|| black_box(Extractor::new(rules_with(&[added.path().to_owned()]))));
    });
    group.finish();
}

/// The whole way of a document, on one core.
fn extraction(criterion: &mut Criterion) {
    let (extractor, _) = Extractor::new(project_rules());
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(|document| document.text().len()).sum();
    describe(&extractor, &corpus);
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

/// Tells of how many sentences the tree is wanted.
fn describe(extractor: &Extractor, corpus: &[Document]) {
    let (mut sentences, mut parsed, mut tokens, mut read) = (0, 0, 0, 0);
    for document in corpus {
        for sentence in extractor.examine(document, &[]).sentences {
            let is_parsed = sentence.tree().is_some();
            sentences += 1;
            parsed += usize::from(is_parsed);
            tokens += sentence.words.len();
            read += if is_parsed { sentence.words.len() } else { 0 };
        }
    }
    eprintln!("{parsed} of {sentences} sentences parsed, {read} of {tokens} tokens");
}

/// The clauses of a hundred rules and of ten thousand, with verbs and nouns of the corpus, on its
/// sentences, which are parsed already.
fn clauses(criterion: &mut Criterion) {
    let (extractor, _) = Extractor::new(project_rules());
    let model = Model::embedded().expect("the model that is compiled in is a model");
    let corpus = corpus();
    let examinations: Vec<_> =
        corpus.iter().map(|document| (document, extractor.examine(document, &[]))).collect();
    let sentences: Vec<(&Examined<'_>, Analysis)> = examinations
        .iter()
        .flat_map(|(document, examination)| {
            let parsed = |sentence| (sentence, parse(model, document.prose(), sentence));
            examination.sentences.iter().map(parsed)
        })
        .collect();
    let vocabulary = Vocabulary::of(sentences.iter().map(|(_, tree)| tree));
    let mut group = criterion.benchmark_group("clauses");
    group.throughput(Throughput::Elements(sentences.len() as u64));
    for count in [100, 10_000] {
        let matcher = vocabulary.matcher(count);
        let find = |(sentence, tree): &(&Examined<'_>, Analysis)| {
            let Examined { words, phrases, .. } = sentence;
            matcher.relations.find(words, phrases, &|_| None, &|| Some(tree), None).len()
        };
        let found: usize = sentences.iter().map(find).sum();
        eprintln!(
            "{count} clause rules find {found} times something in {} sentences",
            sentences.len()
        );
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| black_box(sentences.iter().map(find).sum::<usize>()));
        });
    }
    group.finish();
}

/// The tree of a sentence in which each name is one word.
fn parse(model: &Model, text: &str, sentence: &Examined<'_>) -> Analysis {
    let tokens: Vec<Token> =
        sentence.words.iter().map(|word| Token { span: word.span, kind: word.kind }).collect();
    let is_name =
        |phrase: &&whowhom::matcher::Phrase| !phrase.is_bare_adjective() && !phrase.is_pronoun();
    let names = sentence.phrases.iter().filter(is_name);
    let folds: Vec<TokenRange> = names.map(|phrase| phrase.extent).collect();
    model.analyse(text, &tokens, &folds)
}

/// What a text says by, the most frequent words first.
struct Vocabulary {
    verbs: Vec<String>,
    nouns: Vec<String>,
}

impl Vocabulary {
    fn of<'t>(trees: impl Iterator<Item = &'t Analysis>) -> Self {
        let mut counts: [BTreeMap<String, usize>; 2] = Default::default();
        for word in trees.flat_map(Analysis::words).filter(|word| !word.folded) {
            let kind = match word.upos {
                Upos::Verb => 0,
                Upos::Noun => 1,
                _ => continue,
            };
            if word.lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
                *counts[kind].entry(word.lemma.to_string()).or_default() += 1;
            }
        }
        let by_frequency = |counts: BTreeMap<String, usize>| {
            let mut words: Vec<(String, usize)> = counts.into_iter().collect();
            words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            words.into_iter().map(|(word, _)| word).collect()
        };
        let [verbs, nouns] = counts.map(by_frequency);
        Self { verbs, nouns }
    }

    /// Relations of four clauses each, `count` clauses together. Every word is the trigger of as
    /// many as any other, the most frequent ones where there are not enough for all.
    fn matcher(&self, count: usize) -> Matcher {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let mut files = vec![("types.toml".to_owned(), read(&root.join("types.toml")))];
        for entry in fs::read_dir(root.join("english")).expect("the project has word lists") {
            let path = entry.expect("the word lists can be listed").path();
            files.push((path.display().to_string(), read(&path)));
        }
        let relations = (0..count / 4).map(|number| self.relation(number)).collect();
        files.push(("relations.toml".to_owned(), relations));
        let texts: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (&**name, &**text)).collect();
        let loaded = load_texts(&texts);
        assert!(!loaded.has_errors(), "{:?}", loaded.problems.first());
        Matcher::compile(&loaded.rules).0
    }

    /// Somebody does something to somebody, with something, in the ways that rules say it: the roles,
    /// their types and the prepositions differ from relation to relation.
    fn relation(&self, number: usize) -> String {
        const PREPOSITIONS: [&str; 8] =
            ["to", "against", "with", "on|upon", "from", "for", "over|about", "in|at"];
        const TAKERS: [&str; 5] =
            ["\"actor\"", "[\"actor\", \"place\"]", "\"country\"", "\"person\"", "\"place\""];
        const THINGS: [&str; 3] = ["\"weapon\"", "\"organization\"", "\"text\""];
        let verb = &self.verbs[number % self.verbs.len()];
        let noun = &self.nouns[number % self.nouns.len()];
        let object = &self.nouns[(number * 7 + 3) % self.nouns.len()];
        // relations that share a verb differ in the rest
        let shape = number / self.verbs.len() + number;
        let preposition = PREPOSITIONS[shape % PREPOSITIONS.len()];
        let (taker, thing) = (TAKERS[shape % TAKERS.len()], THINGS[shape % THINGS.len()]);
        format!(
            "[[relation]]\nname = \"r{number}\"\nabout = \"x\"\n\
             roles = {{ a = \"actor\", b = {taker}, c = {thing} }}\n\
             clauses = ['{{a}} {verb} {{b}}', '{{a}} {verb} {{c}} {preposition} {{b}}', \
             '{{a}} {verb} {object} {preposition} {{b!}}']\n\
             nouns = ['{noun} {preposition} {{b}} by {{a}}']\n\
             edge = ['{{a}} -> {{b}}']\nfinds = ['[A](a) x [B](b).']\nignores = ['x']\n\n"
        )
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

/// The name of number `index`: a first name of a thousand, and a last name that few share.
fn name(index: usize) -> String {
    const ONSETS: [&str; 10] = ["b", "d", "k", "l", "m", "n", "r", "s", "t", "v"];
    const RHYMES: [&str; 10] = ["a", "ek", "in", "o", "ush", "ar", "e", "or", "u", "il"];
    let syllable = |digits: usize| [ONSETS[digits % 10], RHYMES[digits / 10 % 10]].concat();
    let word = |number: usize| {
        let third = number / 10_000 + number * 7;
        let lower = [number, number / 100, third].map(syllable).concat();
        lower[..1].to_uppercase() + &lower[1..]
    };
    format!("{} {}", word(index % 1000), word(index / 2))
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

/// The first `count` names in a gazetteer, a hundred for each entity.
fn gazetteer(count: usize) -> Gazetteer {
    let rules = format!("format = 1\n[type.person]\n{}", entities(count / 100, 100));
    let before = resident();
    let loaded = load_texts(&[("types.toml", &rules)]);
    let read = resident();
    let gazetteer = Gazetteer::new(&loaded.rules);
    eprintln!("{count} names: {before} MB before, {read} MB read, {} MB compiled", resident());
    gazetteer
}

/// Entities as a rule file has them, each with so many names.
fn entities(count: usize, names: usize) -> String {
    let mut text = String::new();
    for entity in 0..count {
        let quoted = |index: usize| format!("{:?}", name(entity * names + index));
        let aliases: Vec<String> = (1..names).map(quoted).collect();
        write!(
            text,
            "[[entity]]\nid = \"e{entity}\"\nname = {}\ntype = \"person\"\naliases = [{}]\n",
            quoted(0),
            aliases.join(",\n")
        )
        .expect("a string takes text");
    }
    text
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
    rules_with(&[])
}

/// The rules of the project and those in `added`.
fn rules_with(added: &[PathBuf]) -> RuleSet {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::find(added, root).expect("the project has rules");
    sources.read().rules
}

/// The documents that `CORPUS` names, or else the project's reports, thirty times, with other people
/// in them each time.
fn corpus() -> Vec<Document> {
    if let Some(path) = std::env::var_os("CORPUS") {
        return documents(path.into());
    }
    let reports = documents(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"));
    let edition = |edition: usize| {
        let rename = move |report: &Document| {
            let text = report.text().replace("Ushakov", &name(edition * 31));
            Document::plain(format!("{edition}/{}", report.id()), text)
        };
        reports.iter().map(rename).collect::<Vec<_>>()
    };
    (0..30).flat_map(edition).collect()
}

fn documents(path: PathBuf) -> Vec<Document> {
    Input::find(&[path])
        .into_iter()
        .flat_map(|input| input.expect("the documents can be found").read())
        .map(|document| document.expect("the documents can be read"))
        .collect()
}
