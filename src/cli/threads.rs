//! How many documents a command works on at once.

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::Error;

/// How many documents to work on at once
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct ThreadArguments {
    /// How many documents to work on at once; without it, as many as there are processors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl ThreadArguments {
    /// So many threads.
    pub(super) fn pool(self) -> Result<ThreadPool, Error> {
        ThreadPoolBuilder::new()
            .num_threads(self.threads.map_or(0, usize::from))
            .build()
            .map_err(|error| Error::new(format!("cannot start the threads: {error}")))
    }
}
