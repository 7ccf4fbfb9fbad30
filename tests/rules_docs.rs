//! The pages under `docs/rules` are what the shipped rules say.

use std::{path::Path, process::Command};

#[test]
fn the_pages_are_what_the_rules_say_now() {
    let output = Command::new(env!("CARGO_BIN_EXE_whowhom"))
        .args(["rules", "docs", "--check"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output();
    let output = output.expect("the program runs");
    assert!(
        output.status.success(),
        "{}`cargo run -- rules docs` makes them anew",
        String::from_utf8_lossy(&output.stderr)
    );
}
