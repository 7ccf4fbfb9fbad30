//! What trained networks think of a batch, for another one to learn.

use crate::english::{
    label::Relation,
    network::{
        Weights,
        forward::{Batch, encode, pair, possible_heads, score_heads, score_relations},
        gradient::Targets,
        matrix::{Matrix, softmax},
    },
};

/// How much the teachers weigh beside the treebank.
const HEEDED: f32 = 0.5;

/// Mixes what the teachers think into what the treebank says.
pub(super) fn heed(teachers: &[Weights], batch: &Batch, targets: &mut Targets) {
    if teachers.is_empty() {
        return;
    }
    let matrices = targets.heads.iter_mut().chain([&mut targets.tags, &mut targets.relations]);
    for value in matrices.flat_map(|matrix| &mut matrix.values) {
        *value *= 1.0 - HEEDED;
    }
    let share = HEEDED / teachers.len() as f32;
    for teacher in teachers {
        let encoding = encode(teacher, batch, None);
        mix(&mut targets.tags.values, &encoding.tags.values, share);
        let mut pairs = Matrix::zeros(batch.words(), teacher.sizes.relation);
        let sentences = batch.sentences.iter().zip(&targets.tree);
        for ((sentence, tree), heads) in sentences.zip(&mut targets.heads) {
            let possible = possible_heads(teacher, &encoding, sentence);
            let mut scores = score_heads(teacher, &encoding, sentence, &possible);
            for word in 0..sentence.len() {
                let row = &mut scores.row_mut(word)[..=sentence.len()];
                softmax(row);
                mix(heads.row_mut(word), row, share);
            }
            pair(teacher, &encoding, sentence, tree, &mut pairs);
        }
        let mut relations = score_relations(teacher, &pairs);
        for word in 0..batch.words() {
            let row = &mut relations.row_mut(word)[..Relation::ALL.len()];
            softmax(row);
            mix(targets.relations.row_mut(word), row, share);
        }
    }
}

fn mix(sum: &mut [f32], more: &[f32], share: f32) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += share * more;
    }
}
