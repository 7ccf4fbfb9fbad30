//! How fast English is known: cutting, and tagging and parsing, of news in our own words.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use whowhom::{
    english::{Abbreviations, Model, Segmentation, Token, segment},
    span::Span,
};

const NEWS: &str = "\
The foreign minister of Norway said on Tuesday that her country would send twelve more patrol \
boats to the islands, two weeks after a storm destroyed most of the fleet. “We will not leave our \
neighbours alone,” she told reporters in Bergen. The boats, which were built in Finland, are \
expected to arrive before the end of the month.

Officials in the capital declined to comment. A spokesman for the navy, Captain Jon Ravn, wrote \
in a statement that the ministry had been informed about the delivery and that crews were being \
trained. Fishermen have asked the government since spring to replace the old boats, but the \
parliament did not agree to pay for them until last week.

The president is to meet the prime ministers of Iceland and Denmark in Aarhus on Friday, where \
the three want to discuss fishing rights and a common rescue service. Talks between them ended \
without a deal in June. If they fail again, the matter will be decided by a court.
";

fn english(criterion: &mut Criterion) {
    let model = Model::embedded().expect("the model that is compiled in is a model");
    let abbreviations = Abbreviations::default();
    let cut = || segment(black_box(NEWS), Span::new(0, NEWS.len()), &abbreviations);
    let Segmentation { tokens, sentences } = cut();
    let of_sentence = || sentences.iter().map(|sentence| &tokens[sentence.tokens.clone()]);

    let mut group = criterion.benchmark_group("english");
    group.throughput(Throughput::Elements(tokens.len() as u64));
    group.bench_function("cut", |bencher| bencher.iter(cut));
    group.bench_function("tag_and_parse", |bencher| {
        bencher.iter_batched(
            || of_sentence().collect::<Vec<&[Token]>>(),
            |sentences| {
                for tokens in sentences {
                    black_box(model.analyse(NEWS, tokens, &[]));
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, english);
criterion_main!(benches);
