//! `kehu add-topic CUSTOMER`: a row of 附表5.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{AddTopicArgs, TopicFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Fields;
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::op::{Op, Place};
use crate::form::Record as _;
use crate::form::choices::Topic;
use crate::form::insight::TopicRow;
use crate::say;

static COLUMNS: Columns = Columns { spec: TopicRow::SPEC, more: &[], words: &[&CUSTOMER] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddTopicArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let said = Said { words: vec![args.customer.clone()], given: args.fields.given().to_vec(), set: args.write.set.clone(), id: None };
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let folder = session.folder(&customer);
    let known = Known::new(session.world(), session.today).people(&folder.people_names);
    let implication = field::<TopicFields>("implication");
    let wanted = [
        required::<TopicFields>("topic"),
        required::<TopicFields>("information"),
        Wanted::optional(implication, Fields::<TopicFields>::option(implication)),
        required::<TopicFields>("updated_on").or(Some(session.today.to_string())),
    ];
    let record = Record::read::<TopicFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let word = record.text("topic").unwrap_or_default();
    let topic = Topic::ALL.iter().find(|topic| topic.option().is_called(word)).map_or(word, |topic| topic.label(lang)).to_owned();
    let op = Op::append(Place::top().key("topics"), record.into_value());
    let stem = format!("customers/{customer}/insight");
    session.desk.edit_or_create(&stem, DocKind::Insight, &[op]).map_err(|why| trouble(why, lang))?;
    let called = folder.called();
    Ok(say!(lang, "{called}：附表5 新增「{topic}」", "{called}: form 5, a row on {topic}"))
}
