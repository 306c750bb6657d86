//! The one file with `unsafe` code, under Miri, which finds undefined behaviour.

use crate::process::{self, Failure, program, run};

/// For whom the kernel is compiled: target and features, where they are not this machine's.
const MACHINES: [(&str, &str); 3] = [
    ("", ""),
    ("x86_64-unknown-linux-gnu", "+avx2"),
    // Without instructions of its own, big-endian and with 32-bit pointers: what only works here shows there.
    ("powerpc-unknown-linux-gnu", ""),
];

/// Runs the unit tests of the kernel in Miri, for each kind of machine that it has code for but the browsers'.
pub(crate) fn run_all() -> Result<(), Failure> {
    if process::output(program("cargo").args(["+nightly", "miri", "--version"])).is_err() {
        return Err(Failure::new(
            "Miri comes with a nightly compiler: rustup toolchain install nightly --component miri,rust-src.",
        ));
    }
    for (target, features) in MACHINES {
        let mut miri = program("cargo");
        miri.args(["+nightly", "miri", "test", "--package", "sayso-kernel", "--lib"]);
        if !target.is_empty() {
            miri.args(["--target", target]);
        }
        if !features.is_empty() {
            println!("For {features}:");
            miri.env("RUSTFLAGS", format!("-Ctarget-feature={features}"));
        }
        run(miri.env("CARGO_TARGET_DIR", process::target().join("miri")))?;
    }
    Ok(())
}
