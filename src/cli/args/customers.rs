//! Arguments of the commands that write customers, people, staff and settings.

use clap::Args;

use crate::cli::language::t;
use crate::cli::write::common::WriteArgs;
use crate::cli::write::options::{FieldSet, Fields};
use crate::form::key_people::KeyPersonRow;
use crate::form::person::Person;
use crate::form::{Record, RecordSpec};

/// A row of 附表3.
pub(crate) struct RowFields;

impl FieldSet for RowFields {
    fn spec() -> &'static RecordSpec {
        KeyPersonRow::SPEC
    }

    fn without() -> &'static [&'static str] {
        &["name", "history", "left_on"]
    }
}

/// A sheet of 附表2.
pub(crate) struct SheetFields;

impl FieldSet for SheetFields {
    fn spec() -> &'static RecordSpec {
        Person::SPEC
    }

    fn without() -> &'static [&'static str] {
        &["name", "title", "source_level"]
    }
}

/// `add-contact`.
#[derive(Clone, Debug, Args)]
pub struct AddContactArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = t(
        "客户的编号、名称或简称",
        "Id, name or short name of the customer",
    ))]
    pub customer: Option<String>,
    /// Who.
    #[arg(value_name = "NAME", help = t("姓名", "The person's name"))]
    pub name: Option<String>,
    /// Where.
    #[arg(long, value_name = "SITE", help = t(
        "写入哪一个机构的重要联系人：机构名称，或从 1 数起的第几个；不写时为公司总部",
        "Whose contact, of the customer's sites: the site's name, or its number from 1; else the headquarters",
    ))]
    pub site: Option<String>,
    /// Without 附表2.
    #[arg(long, help = t("不建附表2（个人情况资料）", "Without a sheet of form 2"))]
    pub no_sheet: bool,
    /// 附表3.
    #[command(flatten)]
    pub(crate) row: Fields<RowFields>,
    /// 附表2.
    #[command(flatten)]
    pub(crate) sheet: Fields<SheetFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}
