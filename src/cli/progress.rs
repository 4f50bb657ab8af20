//! How far long work is, for who sits at a terminal and waits: not before half a second has passed, and gone when the work is done.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Cx, Globals, Verbosity};
use crate::archive::load::Counter;
use crate::words::words;

/// So long one waits without a word.
const SILENCE: Duration = Duration::from_millis(500);
/// From one look to the next.
const TICK: Duration = Duration::from_millis(100);

/// Shows how far the work is until it is dropped.
pub(crate) struct Watch {
    counter: Arc<Counter>,
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Whether somebody watches, and in which words it is told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watcher {
    label: Option<&'static str>,
}

impl Watcher {
    /// Somebody does where words go to a terminal and `-q` was not said.
    pub(crate) fn new(globals: &Globals, cx: &Cx<'_>) -> Self {
        let shown = cx.env.stderr_terminal && globals.verbosity > Verbosity::Quiet;
        Self { label: shown.then(|| words("读取客户", "reading customers").get(cx.lang)) }
    }

    /// The same, of other work.
    pub(crate) fn named(self, label: &'static str) -> Self {
        Self { label: self.label.map(|_| label) }
    }

    /// Watches a piece of work.
    pub(crate) fn watch(&self) -> Watch {
        let counter = Arc::new(Counter::default());
        let Some(label) = self.label else { return Watch { counter, done: None, thread: None } };
        let (done, ended) = mpsc::channel();
        let seen = counter.clone();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(SILENCE) == Err(RecvTimeoutError::Timeout) {
                show(&seen, label, || ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout));
            }
        });
        Watch { counter, done: Some(done), thread: Some(thread) }
    }
}

impl Watch {
    /// Where the work counts.
    pub(crate) const fn counter(&self) -> &Arc<Counter> {
        &self.counter
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.done.take());
        // The line is gone before anything else is said.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn show(counter: &Counter, label: &'static str, mut goes_on: impl FnMut() -> bool) {
    let mut bar = None;
    while goes_on() {
        let (done, all) = counter.get();
        if all > 0 {
            let bar = bar.get_or_insert_with(|| self::bar(label, all));
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

fn bar(label: &'static str, all: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} {bar:24} {pos}/{len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ "));
    bar.set_message(label);
    bar
}
