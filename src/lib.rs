//! Who did what to whom: a knowledge graph from news, every edge with its sentence and its rule.

pub mod cli;
pub mod date;
pub mod diff;
pub mod document;
pub mod english;
pub mod error;
pub mod explain;
pub mod export;
pub mod extract;
pub mod graph;
pub mod handbook;
pub mod id;
pub mod matcher;
pub mod mention;
pub mod rules;
pub mod span;
pub mod stats;
pub mod status;
pub mod style;
pub mod suggest;
pub mod verify;
