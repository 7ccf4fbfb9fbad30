//! The model from training to trees, on sentences of our own and on the treebanks where they are.

#![cfg(feature = "model")]
#![allow(clippy::unwrap_used)]

use std::{path::Path, process::Command, time::Instant};

use whowhom::{
    english::{
        Abbreviations, Form, Model, Relation, Upos,
        conllu::{self, Tree},
        evaluate::score,
        segment,
        training::{Recipe, train},
    },
    span::{Span, TokenRange},
};

fn own_trees() -> Vec<Tree> {
    conllu::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/english/own.conllu")).unwrap()
}

/// Small and quick, and without dropping: what is asked is to learn by heart.
fn recipe() -> Recipe {
    Recipe {
        rounds: 300,
        teachers: 0,
        teacher_rounds: 2,
        rate: 1e-2,
        dropped: 0.0,
        width: 32,
        layers: 2,
        tag_layers: 1,
        arc: 16,
        relation: 16,
        ..Recipe::default()
    }
}

fn trained(recipe: &Recipe) -> Model {
    train(&own_trees(), recipe, |_, _| {}).unwrap()
}

fn analyse(text: &str, folds: &[TokenRange]) -> whowhom::english::Analysis {
    let segmentation = segment(text, Span::new(0, text.len()), &Abbreviations::default());
    assert_eq!(segmentation.sentences.len(), 1);
    Model::embedded().unwrap().analyse(text, &segmentation.tokens, folds)
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation")]
fn a_small_treebank_is_learned_by_heart() {
    let gold = own_trees();
    let model = trained(&recipe());
    let found: Vec<Tree> = gold.iter().map(|tree| model.annotate(tree)).collect();
    let scores = score(&gold, &found).unwrap();
    assert!(scores.xpos.f1() > 98.0, "{scores:?}");
    assert!(scores.las.f1() > 98.0, "{scores:?}");
}

#[test]
fn the_same_recipe_gives_the_same_bytes_and_another_seed_others() {
    let recipe = Recipe { rounds: 3, teachers: 2, ..recipe() };
    let bytes = trained(&recipe).to_bytes();
    assert!(bytes == trained(&recipe).to_bytes());
    assert!(bytes != trained(&Recipe { seed: 2, ..recipe }).to_bytes());
}

#[test]
fn the_embedded_model_finds_who_supplied_what_to_whom() {
    let text = "Norway supplied two tanks to Chile.";
    let analysis = analyse(text, &[]);
    let verb = analysis.root().unwrap();
    assert_eq!(&*analysis.words()[verb].lemma, "supply");
    let argument = |relation| {
        let word = analysis.dependents_by(verb, relation).next().unwrap();
        analysis.words()[word].span.of(text)
    };
    assert_eq!(argument(Relation::Nsubj), "Norway");
    assert_eq!(argument(Relation::Obj), "tanks");
    assert_eq!(argument(Relation::Obl), "Chile");
}

#[test]
fn a_folded_name_is_one_proper_noun_and_keeps_its_tokens() {
    let text = "He will meet Norwegian President Jane van der Doe in Lima.";
    let analysis = analyse(text, &[TokenRange::new(3, 9)]);
    let name = analysis.word_of(6).unwrap();
    let word = &analysis.words()[name];
    assert_eq!(word.span.of(text), "Norwegian President Jane van der Doe");
    assert_eq!((word.upos, word.xpos, word.folded), (Upos::Propn, "NNP", true));
    assert_eq!(word.relation, Relation::Obj);
    assert_eq!(analysis.words()[word.head.unwrap()].span.of(text), "meet");
    assert_eq!(analysis.phrase(name), TokenRange::new(3, 9));
}

#[test]
fn folds_that_overlap_or_reach_too_far_are_passed_over() {
    let text = "Jane Doe met them.";
    let folds = [TokenRange::new(0, 2), TokenRange::new(1, 3), TokenRange::new(4, 9)];
    let analysis = analyse(text, &folds);
    let tokens: Vec<TokenRange> = analysis.words().iter().map(|word| word.tokens).collect();
    let expected = [0..2, 2..3, 3..4, 4..5].map(|range| TokenRange::new(range.start, range.end));
    assert_eq!(tokens, expected);
}

#[test]
fn every_kind_of_line_gives_a_tree() {
    for text in [
        "TROOPS LEAVE CAPITAL AFTER TALKS",
        "Minister Meets Envoy, Says Deal Is Near",
        "- tanks",
        "“",
        "\u{1F680}\u{1F680}\u{1F680}",
        "a",
        "((((((((((",
        "http://example.org/a?b=c",
        "\u{202e}سلام",
    ] {
        let segmentation = segment(text, Span::new(0, text.len()), &Abbreviations::default());
        for sentence in &segmentation.sentences {
            let tokens = &segmentation.tokens[sentence.tokens.clone()];
            let analysis = Model::embedded().unwrap().analyse(text, tokens, &[]);
            let roots = analysis.words().iter().filter(|word| word.head.is_none()).count();
            assert_eq!(roots, 1, "{text}");
            assert_eq!(analysis.phrase(analysis.root().unwrap()).len(), tokens.len(), "{text}");
        }
    }
    assert_eq!(Model::embedded().unwrap().analyse("", &[], &[]).words(), []);
}

#[test]
fn raw_text_is_measured_though_marks_of_notes_are_read_past() {
    let rows = [
        "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_",
        "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_",
        "3\tOslo\tOslo\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No",
        "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No",
        "5\t[1]\t1\tNUM\tCD\t_\t2\tdep\t_\t_",
    ];
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("notes.conllu");
    std::fs::write(&path, format!("# newdoc\n{}\n\n", rows.join("\n"))).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_english"))
        .args(["eval", "--raw"])
        .arg(&path)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("las"), "{output:?}");
}

#[test]
fn a_sentence_of_ten_thousand_tokens_takes_time_by_its_length_only() {
    let model = trained(&Recipe { rounds: 1, ..recipe() });
    let time = |words: usize| {
        let forms = vec![Form::Plain("drone"); words];
        let start = Instant::now();
        let labels = model.label(&forms);
        assert_eq!(labels.iter().filter(|labels| labels.head.is_none()).count(), 1);
        start.elapsed()
    };
    time(1_000);
    let (short, long) = (time(1_000), time(10_000));
    // Ten times the words; other work on the machine may double it, the square of it would not fit.
    assert!(long < short * 40, "{long:?} after {short:?}");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation")]
fn the_embedded_model_reaches_its_figures_on_the_development_portion() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/treebank/ewt-dev.conllu.gz");
    if !path.exists() {
        eprintln!("skipped: `{}` is missing", path.display());
        return;
    }
    let gold = conllu::read(&path).unwrap();
    let model = Model::embedded().unwrap();
    let found: Vec<Tree> = gold.iter().map(|tree| model.annotate(tree)).collect();
    let scores = score(&gold, &found).unwrap();
    let figures = [
        ("upos", scores.upos, 95.5),
        ("xpos", scores.xpos, 94.7),
        ("lemma", scores.lemma, 96.9),
        ("uas", scores.uas, 87.6),
        ("las", scores.las, 84.8),
        ("core", scores.core_pooled(), 83.2),
    ];
    for (name, score, expected) in figures {
        assert!(score.f1() >= expected, "{name} is {:.2}, expected {expected}", score.f1());
    }
}
