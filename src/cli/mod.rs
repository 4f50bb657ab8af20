//! The command line: arguments in, exit status out. Nothing below prints.

mod access;
mod again;
pub mod args;
mod bare;
mod baseline;
mod commands;
mod complaints;
mod complete;
mod errors;
mod exit;
mod faults;
mod fixing;
mod globals;
pub mod help;
pub mod language;
mod layout;
mod line;
mod open;
pub mod pages;
mod past;
mod pick;
mod progress;
mod put;
mod query;
mod report;
mod revision;
mod rules;
mod sheets;
mod since;
mod staged;
mod states;
mod tables;
mod ui;
mod wrap;
mod write;

use std::ffi::OsString;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{FromArgMatches, ValueEnum};
use tempfile::TempDir;

pub use errors::{CliError, Kind};
pub use exit::Exit;
pub use globals::Globals;
pub use ui::{Ui, Verbosity};

use crate::context::Env;
use crate::edit::disk::whole;
use crate::say;
use crate::words::{Lang, refusal};
use again::Again;
use args::{Cli, ColorChoice, Command};
use help::Setting;

/// What a command works with besides its arguments.
pub struct Cx<'a> {
    /// The surroundings.
    pub env: &'a Env,
    /// The printer.
    pub ui: &'a mut Ui,
    /// The language of this run.
    pub lang: Lang,
    /// When the run began, for `-v`.
    pub started: Instant,
    /// Folders that go when the run ends.
    pub folders: Vec<TempDir>,
}

impl Cx<'_> {
    /// Delivers a command's result: to the file of `-o`, else to standard output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn deliver(&mut self, globals: &Globals, bytes: &[u8]) -> Result<()> {
        match &globals.output {
            Some(path) => self.write(path, bytes),
            None => Ok(self.ui.data(bytes)?),
        }
    }

    /// Says what went wrong and what to do about it.
    fn fail(&mut self, error: anyhow::Error) -> Exit {
        let mut error = error.downcast::<CliError>().unwrap_or_else(|other| CliError::system(format!("{other:#}")));
        // Before lines are broken: a command is typed as it stands there.
        error.message = self.ui.typed(&error.message);
        error.hints = error.hints.iter().map(|hint| self.ui.typed(hint)).collect();
        for line in error.lines(self.lang, self.ui.prose_width(), self.ui.color_words()) {
            self.ui.say(line);
        }
        Exit::Failed
    }

    fn help(&mut self, root: &clap::Command, command: &str) -> Result<Exit> {
        let setting = Setting { lang: self.lang, width: self.ui.prose_width(), color: self.ui.color_data() };
        self.print(&help::render(root, command, setting))
    }

    fn print(&mut self, text: &str) -> Result<Exit> {
        self.ui.data(text)?;
        Ok(Exit::Clean)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let name = path.display();
        whole::write(&self.env.cwd.join(path), bytes)
            .map_err(|error| refusal(&error, self.lang))
            .map_err(|why| CliError::system(say!(self.lang, "不能写入 `{name}`：{why}", "cannot write `{name}`: {why}")).into())
    }
}

/// Runs one command line.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, env: &Env, ui: &mut Ui) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(shell) = &env.complete {
        complete::answer(shell, &args, env, ui);
        let _ = ui.flush();
        return Exit::Clean;
    }
    let asked = language::early(&args, "--lang", Lang::parse);
    let lang = language::choose(asked, env, None);
    language::speak(lang);
    let color = language::early(&args, "--color", |value| ColorChoice::from_str(value, true).ok());
    ui.configure(Verbosity::Normal, color.unwrap_or_default());
    let mut cx = Cx { env, ui, lang, started: Instant::now(), folders: Vec::new() };
    let done = parse(&args, &mut cx).and_then(|exit| Ok(cx.ui.flush().map(|()| exit)?));
    match done {
        // The reader has seen enough; what would have come after is nobody's concern.
        _ if cx.ui.closed() => Exit::Clean,
        Ok(exit) => exit,
        Err(error) => cx.fail(error),
    }
}

/// Parses the command line and runs what it says.
fn parse(args: &[OsString], cx: &mut Cx<'_>) -> Result<Exit> {
    match parsed(line::of(args), args) {
        Ok(cli) => start(&cli, cx),
        // Who is answered with words is answered out of everything that could have been said.
        Err(_) => answer(args, cx),
    }
}

fn parsed(mut root: clap::Command, args: &[OsString]) -> Result<Cli, clap::Error> {
    root.try_get_matches_from_mut(args).and_then(|matches| Cli::from_arg_matches(&matches))
}

/// Help, the version, or what is wrong with the command line.
fn answer(args: &[OsString], cx: &mut Cx<'_>) -> Result<Exit> {
    let root = line::whole();
    match parsed(root.clone(), args) {
        Ok(cli) => start(&cli, cx),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp => cx.help(&root, error.to_string().trim()),
            ErrorKind::DisplayVersion => cx.print(&error.to_string()),
            _ => Err(complaints::of(&error, &root, args, cx.lang).into()),
        },
    }
}

fn start(cli: &Cli, cx: &mut Cx<'_>) -> Result<Exit> {
    let globals = Globals::new(&cli.global, cx.env, cx.lang)?;
    cx.ui.configure(globals.verbosity, globals.color);
    if let Some(archive) = &cli.global.archive {
        cx.ui.elsewhere(Again::new(archive, pages::all().map(|page| page.command.to_owned())));
    }
    // A bare `kehu` says how things stand where there is an archive, and what it can do where there is none.
    let bare = Command::Status(args::StatusArgs::default());
    let Some(command) = cli.command.as_ref().or_else(|| open::is_inside(&globals, cx).then_some(&bare)) else {
        let root = line::whole();
        return cx.help(&root, root.get_name());
    };
    check_format(command, &globals, cx).map_err(|error| error.hint(complaints::see(command.name(), cx.lang)))?;
    dispatch(command, &globals, cx)
}

/// A format that the command cannot write, or the terminal not show, is refused before any work is done.
fn check_format(command: &Command, globals: &Globals, cx: &Cx<'_>) -> Result<(), CliError> {
    let formats = pages::page(command.name()).map_or(&[][..], |page| page.formats);
    if formats.is_empty() && globals.asked_format.is_none() {
        return Ok(());
    }
    let format = globals.format(formats)?;
    if format.is_binary() && globals.output.is_none() && cx.ui.on_terminal() {
        let error = CliError::user(say!(cx.lang, "终端不能显示工作簿", "a terminal cannot show a workbook"));
        return Err(error.hint(say!(cx.lang, "用 `-o FILE` 写入文件", "write it to a file by `-o FILE`")));
    }
    Ok(())
}

fn dispatch(command: &Command, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    match command {
        Command::Help(args) => commands::help::run(args, cx),
        Command::Completions(args) => commands::completions::run(args, globals, cx),
        Command::Check(args) => commands::check::run(args, globals, cx),
        Command::Audit(args) => commands::audit::run(args, globals, cx),
        Command::Explain(args) => commands::explain::run(args, globals, cx),
        Command::AddCustomer(args) => commands::add_customer::run(args, globals, cx),
        Command::AddSite(args) => commands::add_site::run(args, globals, cx),
        Command::AddStaff(args) => commands::add_staff::run(args, globals, cx),
        Command::AddTopic(args) => commands::add_topic::run(args, globals, cx),
        Command::AddContact(args) => commands::add_contact::run(args, globals, cx),
        Command::Log(args) => commands::log::run(args, globals, cx),
        Command::Schedule(args) => commands::schedule::run(args, globals, cx),
        Command::Assess(args) => commands::assess::run(args, globals, cx),
        Command::Plan(args) => commands::plan::run(args, globals, cx),
        Command::AddAction(args) => commands::add_action::run(args, globals, cx),
        Command::Progress(args) => commands::progress::run(args, globals, cx),
        Command::AddProject(args) => commands::add_project::run(args, globals, cx),
        Command::Outcome(args) => commands::outcome::run(args, globals, cx),
        Command::AddComplaint(args) => commands::add_record::complaint(args, globals, cx),
        Command::AddSurvey(args) => commands::add_record::survey(args, globals, cx),
        Command::AddFeedback(args) => commands::add_record::feedback(args, globals, cx),
        Command::AddReception(args) => commands::add_record::reception(args, globals, cx),
        Command::AddMarketReport(args) => commands::add_market_report::run(args, globals, cx),
        Command::AddMajorInfo(args) => commands::add_record::major_info(args, globals, cx),
        Command::AddIncident(args) => commands::add_record::incident(args, globals, cx),
        Command::AddSuggestion(args) => commands::add_suggestion::run(args, globals, cx),
        Command::Lend(args) => commands::lend::run(args, globals, cx),
        Command::Return(args) => commands::lend::take_back(args, globals, cx),
        Command::Submit(args) => commands::submit::run(args, globals, cx),
        Command::Receive(args) => commands::receive::run(args, globals, cx),
        Command::Certify(args) => commands::certify::run(args, globals, cx),
        Command::Close(args) => commands::close::run(args, globals, cx),
        Command::Fmt(args) => commands::fmt::run(args, globals, cx),
        Command::Form(args) => commands::form::run(args, globals, cx),
        Command::Import(args) => commands::import::run(args, globals, cx),
        Command::Init(args) => commands::init::run(args, globals, cx),
        Command::List(args) => commands::list::run(args, globals, cx),
        Command::Policy(args) => commands::policy::run(args, globals, cx),
        Command::Status(args) => commands::status::run(args, globals, cx),
        Command::Brief(args) => commands::brief::run(args, globals, cx),
        Command::History(args) => commands::history::run(args, globals, cx),
        Command::Due(args) => commands::due::run(args, globals, cx),
        Command::Actions(args) => commands::actions::run(args, globals, cx),
        Command::Matrix(args) => commands::matrix::run(args, globals, cx),
        Command::Map(args) => commands::map::run(args, globals, cx),
        Command::Revenue(args) => commands::revenue::run(args, globals, cx),
        Command::Stats(args) => commands::stats::run(args, globals, cx),
        Command::Report(args) => commands::report::run(args, globals, cx),
        Command::Schema(args) => commands::schema::run(args, globals, cx),
        Command::Set(args) => commands::set::run(args, globals, cx),
        Command::Add(args) => commands::add::run(args, globals, cx),
        Command::Rename(args) => commands::rename::run(args, globals, cx),
        Command::Handover(args) => commands::handover::run(args, globals, cx),
        Command::ContactLeft(args) => commands::contact_left::run(args, globals, cx),
        Command::StaffLeft(args) => commands::staff_left::run(args, globals, cx),
        Command::Erase(args) => commands::erase::run(args, globals, cx),
        Command::Undo(args) => commands::undo::run(args, globals, cx),
        Command::Merge(args) => commands::merge::run(args, globals, cx),
        Command::Pack(args) => commands::pack::run(args, globals, cx),
        Command::Hook(args) => commands::hook::run(args, globals, cx),
        Command::Codeowners(args) => commands::codeowners::run(args, globals, cx),
        Command::MergeDriver(args) => commands::merge_driver::run(args, globals, cx),
        Command::Show(args) => commands::show::run(args, globals, cx),
        Command::Diff(args) => commands::diff::run(args, globals, cx),
        Command::Doctor(args) => commands::doctor::run(args, globals, cx),
    }
}
