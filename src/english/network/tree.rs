//! The best tree for the scores of heads (Chu and Liu 1965, Edmonds 1967), with one root.

use crate::english::network::matrix::Matrix;

/// The head of each word: the number of a word, from 1, or 0 for the root.
///
/// `scores` has a row for each word, and columns for the root and each word. Exactly one word
/// hangs from the root, the one that gains most by it, and every word is reached from there.
pub(crate) fn best_tree(scores: &Matrix) -> Vec<usize> {
    let words = scores.rows;
    let row = |word: usize| &scores.row(word)[..=words];
    let heads: Vec<usize> = (0..words).map(|word| highest(row(word))).collect();
    if heads.iter().filter(|head| **head == 0).count() == 1 && cycle(&heads).is_none() {
        return heads;
    }
    let gains: Vec<f32> = (0..words)
        .map(|word| row(word)[0] - row(word)[1..].iter().copied().fold(f32::MIN, f32::max))
        .collect();
    let root = highest(&gains);
    let rest: Vec<Vec<f32>> = (0..words)
        .map(|word| {
            let mut scores = row(word).to_vec();
            scores[usize::from(word == root)..][..if word == root { words } else { 1 }]
                .fill(f32::NEG_INFINITY);
            scores
        })
        .collect();
    span(&rest)
}

fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}

/// The words of a cycle, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 0..heads.len() {
        let mut word = start + 1;
        while word != 0 && seen_from[word - 1] == 0 {
            seen_from[word - 1] = start + 1;
            word = heads[word - 1];
        }
        if word != 0 && seen_from[word - 1] == start + 1 {
            let mut members = vec![word - 1];
            let mut next = heads[word - 1];
            while next != word {
                members.push(next - 1);
                next = heads[next - 1];
            }
            return Some(members);
        }
    }
    None
}

/// The best arborescence from the root: while there is a cycle, it is drawn together into one word.
fn span(scores: &[Vec<f32>]) -> Vec<usize> {
    let heads: Vec<usize> = scores.iter().map(|row| highest(row)).collect();
    let Some(members) = cycle(&heads) else {
        return heads;
    };
    let others: Vec<usize> = (0..scores.len()).filter(|word| !members.contains(word)).collect();
    let together = others.len();
    // What stands for a head in the smaller graph: the root, the others, then the cycle.
    let columns: Vec<usize> =
        std::iter::once(0).chain(others.iter().map(|word| word + 1)).collect();
    let mut smaller = Vec::with_capacity(together + 1);
    let mut through = Vec::with_capacity(together);
    for word in &others {
        let mut row: Vec<f32> = columns.iter().map(|column| scores[*word][*column]).collect();
        let from: Vec<f32> = members.iter().map(|member| scores[*word][member + 1]).collect();
        let best = highest(&from);
        row.push(from[best]);
        through.push(members[best]);
        smaller.push(row);
    }
    let mut entries = Vec::with_capacity(columns.len());
    let mut row = Vec::with_capacity(columns.len() + 1);
    for column in &columns {
        let gains: Vec<f32> = members
            .iter()
            .map(|member| scores[*member][*column] - scores[*member][heads[*member]])
            .collect();
        let best = highest(&gains);
        row.push(gains[best]);
        entries.push(members[best]);
    }
    row.push(f32::NEG_INFINITY);
    smaller.push(row);

    let found = span(&smaller);
    let mut heads = heads;
    for (place, word) in others.iter().enumerate() {
        let head = found[place];
        heads[*word] = if head == together + 1 { through[place] + 1 } else { columns[head] };
    }
    heads[entries[found[together]]] = columns[found[together]];
    heads
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{best_tree, cycle};
    use crate::english::network::{matrix::Matrix, random::Random};

    /// Every tree with one root, tried one by one.
    fn by_trying(scores: &Matrix) -> f32 {
        let words = scores.rows;
        let mut best = f32::NEG_INFINITY;
        for mut number in 0..(words + 1).pow(words as u32) {
            let mut heads = Vec::new();
            for _ in 0..words {
                heads.push(number % (words + 1));
                number /= words + 1;
            }
            let tree =
                heads.iter().filter(|head| **head == 0).count() == 1 && cycle(&heads).is_none();
            if tree {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &Matrix, heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores.row(word)[*head]).sum()
    }

    #[test]
    fn no_tree_from_the_same_root_scores_higher() {
        let mut random = Random::new(1);
        for round in 0..300 {
            let words = 1 + round % 5;
            let mut scores = Matrix::zeros(words, words + 1);
            for word in 0..words {
                for head in 0..=words {
                    scores.row_mut(word)[head] = random.unit();
                }
                scores.row_mut(word)[word + 1] = f32::NEG_INFINITY;
            }
            let heads = best_tree(&scores);
            assert_eq!(heads.iter().filter(|head| **head == 0).count(), 1);
            assert!(cycle(&heads).is_none());
            let root = heads.iter().position(|head| *head == 0).unwrap();
            for word in 0..words {
                if word != root {
                    scores.row_mut(word)[0] = f32::NEG_INFINITY;
                }
            }
            assert!((total(&scores, &heads) - by_trying(&scores)).abs() < 1e-5);
        }
    }

    #[test]
    fn a_single_word_is_the_root() {
        assert_eq!(best_tree(&Matrix::zeros(1, 16)), [0]);
    }
}
