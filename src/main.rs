//! The `kehu` program: everything of substance is in the library.

use std::process::ExitCode;

use kehu::cli::{self, Ui};
use kehu::context::Env;

fn main() -> ExitCode {
    let env = Env::from_process();
    let mut ui = Ui::of_process(&env);
    cli::run(std::env::args_os(), &env, &mut ui).into()
}
