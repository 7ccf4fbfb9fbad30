//! The model as a file: bytes out, bytes in.
//!
//! All numbers are little-endian.
//!
//! ```text
//! "whowhom english\n"  version: u32  labels: 32 digits
//! sizes: 6 × u32 (rows, width, layers, layers below the tags, arc, relation)
//! features: (rows − 1) × u64, ascending
//! embedding: rows × (scale: f32, width × i8)
//! all other weights: f32
//! fingerprint of everything before: 32 digits
//! ```
//!
//! `labels` is the fingerprint of the lists of tags and relations: a model trained with other lists
//! would answer in numbers that mean something else. A row of the embedding is rounded to 8 bits,
//! which costs nothing that could be measured.

use crate::{
    english::{
        label::{Relation, Upos, XPOS},
        model::Model,
        network::{Sizes, Weights, features::Vocabulary, matrix::scale},
    },
    error::Error,
    id::fingerprint,
};

const MAGIC: &[u8; 16] = b"whowhom english\n";
const VERSION: u32 = 1;
/// Bytes of a fingerprint.
const FINGERPRINT: usize = 32;

impl Model {
    /// The model as the bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(labels());
        let Sizes { rows, width, layers, tag_layers, arc, relation } = self.weights().sizes;
        for size in [rows, width, layers, tag_layers, arc, relation] {
            let size = u32::try_from(size).expect("no size comes near to four thousand million");
            out.extend(size.to_le_bytes());
        }
        for key in self.vocabulary().keys() {
            out.extend(key.to_le_bytes());
        }
        for row in 0..rows {
            let row = self.weights().embedding.row(row);
            let scale = scale(row.iter().copied());
            out.extend(scale.to_le_bytes());
            out.extend(row.iter().map(|value| (value / scale).round() as i8 as u8));
        }
        for value in self.weights().dense().into_iter().flatten() {
            out.extend(value.to_le_bytes());
        }
        out.extend(seal(&out));
        out
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged, or are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader { bytes };
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Error::new("this is not a model of English")
                .help("a model is made by `english train`"));
        }
        let version = reader.u32()?;
        if version != VERSION {
            return Err(Error::new(format!(
                "the model has version {version}, this program reads version {VERSION}"
            ))
            .help("train it anew with `english train`"));
        }
        let Some(sealed) = bytes.len().checked_sub(FINGERPRINT) else {
            return Err(damaged());
        };
        let (content, fingerprint) = bytes.split_at(sealed);
        if fingerprint != seal(content) {
            return Err(damaged());
        }
        if reader.take(FINGERPRINT)? != labels() {
            return Err(Error::new("the model was trained with other lists of tags and relations")
                .help("train it anew with `english train`"));
        }
        let mut size = || reader.u32().map(|size| size as usize);
        let sizes = Sizes {
            rows: size()?,
            width: size()?,
            layers: size()?,
            tag_layers: size()?,
            arc: size()?,
            relation: size()?,
        };
        if !sizes.are_sound() {
            return Err(damaged());
        }
        let keys = (1..sizes.rows).map(|_| reader.u64()).collect::<Result<Vec<_>, _>>()?;
        let mut weights = Weights::zeros(sizes);
        for row in 0..sizes.rows {
            let scale = reader.f32()?;
            let rounded = reader.take(sizes.width)?;
            for (value, rounded) in weights.embedding.row_mut(row).iter_mut().zip(rounded) {
                *value = f32::from(*rounded as i8) * scale;
            }
        }
        for part in weights.dense_mut() {
            for value in part {
                *value = reader.f32()?;
            }
        }
        if reader.bytes.len() != FINGERPRINT {
            return Err(damaged());
        }
        weights.pack();
        Ok(Self::new(Vocabulary::new(keys), weights))
    }
}

fn damaged() -> Error {
    Error::new("the model is damaged").help("train it anew with `english train`")
}

fn seal(content: &[u8]) -> [u8; FINGERPRINT] {
    digits([content])
}

fn labels() -> [u8; FINGERPRINT] {
    let classes = Upos::ALL.iter().map(|(_, name)| *name);
    let relations = Relation::ALL.iter().map(|(_, name)| *name);
    digits(XPOS.into_iter().chain(classes).chain(relations))
}

fn digits<Part: AsRef<[u8]>>(parts: impl IntoIterator<Item = Part>) -> [u8; FINGERPRINT] {
    let digits = fingerprint(parts).to_string();
    digits.as_bytes().try_into().expect("a fingerprint has 32 digits")
}

/// Bytes that are still to be read.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or_else(damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], Error> {
        Ok(self.take(LENGTH)?.try_into().expect("as many were taken"))
    }

    fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_le_bytes)
    }

    fn f32(&mut self) -> Result<f32, Error> {
        self.array().map(f32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::english::{
        Form,
        model::Model,
        network::{Sizes, Weights, features::Vocabulary, random::Random},
    };

    fn model() -> Model {
        let words = ["talks", "talks", "ended", "ended"].map(Form::Plain);
        let vocabulary = Vocabulary::learn(words);
        let rows = vocabulary.len();
        let sizes = Sizes { rows, width: 32, layers: 2, tag_layers: 1, arc: 16, relation: 16 };
        Model::new(vocabulary, Weights::random(sizes, &mut Random::new(3)))
    }

    #[test]
    fn a_model_read_back_writes_the_same_bytes_and_gives_the_same_answers() {
        let bytes = model().to_bytes();
        let read = Model::from_bytes(&bytes).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        let forms = ["The", "talks", "ended"].map(Form::Plain);
        assert_eq!(read.label(&forms), Model::from_bytes(&bytes).unwrap().label(&forms));
    }

    #[test]
    fn a_model_of_another_version_is_refused_by_its_number() {
        let mut bytes = model().to_bytes();
        bytes[16] = 99;
        let error = Model::from_bytes(&bytes).unwrap_err();
        assert!(error.to_string().contains("version 99"), "{error}");
    }

    #[test]
    fn a_damaged_model_is_refused_wherever_the_damage_is() {
        let bytes = model().to_bytes();
        for at in (20..bytes.len()).step_by(97) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            let error = Model::from_bytes(&damaged).unwrap_err();
            assert!(error.to_string().contains("damaged"), "{error}");
        }
        for length in [0, 10, 16, 19, 60, bytes.len() - 1] {
            assert!(Model::from_bytes(&bytes[..length]).is_err());
        }
    }

    #[test]
    fn what_is_no_model_is_called_so() {
        let error = Model::from_bytes(&[b'x'; 100]).unwrap_err();
        assert!(error.to_string().contains("not a model"), "{error}");
    }
}
