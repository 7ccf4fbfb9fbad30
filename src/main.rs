//! The program; see [`whowhom::cli`].

fn main() {}
