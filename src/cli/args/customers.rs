//! Arguments of the commands that write customers, people, staff and settings.

use clap::Args;

use super::registers::customer;
use crate::cli::language::t;
use crate::cli::write::common::WriteArgs;
use crate::cli::write::options::{FieldSet, Fields};
use crate::form::customer::{Customer, Site};
use crate::form::insight::TopicRow;
use crate::form::key_people::KeyPersonRow;
use crate::form::person::Person;
use crate::form::staff::StaffRow;
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
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
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

/// 附表1 and what belongs to a customer as a whole.
pub(crate) struct CustomerFields;

impl FieldSet for CustomerFields {
    fn spec() -> &'static RecordSpec {
        Customer::SPEC
    }

    fn without() -> &'static [&'static str] {
        &["unit_name", "sites", "assignments", "lifecycle_log", "lost_on", "last_updated", "verified", "filed"]
    }
}

/// `add-customer`.
#[derive(Clone, Debug, Args)]
pub struct AddCustomerArgs {
    /// Who.
    #[arg(value_name = "NAME", help = t("单位名称：客户单位的全称", "The unit's full registered name"))]
    pub name: Option<String>,
    /// Its fields.
    #[command(flatten)]
    pub(crate) fields: Fields<CustomerFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// A row of the register of staff.
pub(crate) struct StaffFields;

impl FieldSet for StaffFields {
    fn spec() -> &'static RecordSpec {
        StaffRow::SPEC
    }

    fn without() -> &'static [&'static str] {
        &["name", "active_to", "training", "appraisals"]
    }
}

/// `add-staff`.
#[derive(Clone, Debug, Args)]
pub struct AddStaffArgs {
    /// Who.
    #[arg(value_name = "NAME", help = t("姓名", "The person's name"))]
    pub name: Option<String>,
    /// Their fields.
    #[command(flatten)]
    pub(crate) fields: Fields<StaffFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// A site of 附表1.
pub(crate) struct SiteFields;

impl FieldSet for SiteFields {
    fn spec() -> &'static RecordSpec {
        Site::SPEC
    }

    fn without() -> &'static [&'static str] {
        &["name", "contacts"]
    }
}

/// `add-site`.
#[derive(Clone, Debug, Args)]
pub struct AddSiteArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Which.
    #[arg(value_name = "NAME", help = t("机构名称", "The site's name"))]
    pub name: Option<String>,
    /// Who is there.
    #[arg(long, alias = "重要联系人", value_name = "PERSON", value_delimiter = ',', help = t(
        "重要联系人：附表3 中的人物，可写几个",
        "Contacts at the site: key people of form 3, may be several",
    ))]
    pub contacts: Vec<String>,
    /// Its fields.
    #[command(flatten)]
    pub(crate) fields: Fields<SiteFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// A row of 附表5.
pub(crate) struct TopicFields;

impl FieldSet for TopicFields {
    fn spec() -> &'static RecordSpec {
        TopicRow::SPEC
    }
}

/// `add-topic`.
#[derive(Clone, Debug, Args)]
pub struct AddTopicArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Its fields.
    #[command(flatten)]
    pub(crate) fields: Fields<TopicFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}
