//! The one file with `unsafe` code, under Miri, which finds undefined behaviour.

use crate::process::{self, Failure, program, run};

/// Runs the unit tests of the kernel in Miri, as written for this machine and as written for machines without instructions
/// of their own.
pub(crate) fn run_all() -> Result<(), Failure> {
    if process::output(program("cargo").args(["+nightly", "miri", "--version"])).is_err() {
        return Err(Failure::new(
            "Miri comes with a nightly compiler: rustup toolchain install nightly --component miri,rust-src.",
        ));
    }
    let folder = process::target().join("miri");
    // The second is big-endian and has 32-bit pointers: what only works here shows there.
    for target in [None, Some("powerpc-unknown-linux-gnu")] {
        let mut miri = program("cargo");
        miri.args(["+nightly", "miri", "test", "--package", "sayso-kernel"]).env("CARGO_TARGET_DIR", &folder);
        miri.args(target.iter().flat_map(|target| ["--target", target]));
        run(&mut miri)?;
    }
    Ok(())
}
