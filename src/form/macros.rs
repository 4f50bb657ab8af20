//! The two macros with which forms are declared. They only spell out what a declaration says: no logic lives in them.

/// Declares a table of a form: `field: Type => declaration,` a line each.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident = $form:literal, $zh:literal, $en:literal {
            $( $(#[$field_meta:meta])* $field:ident : $kind:ty => $spec:expr ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( $(#[$field_meta])* #[doc = concat!("`", stringify!($field), "` of the form.")] pub $field: $crate::form::Field<$kind>, )*
            /// Where a missing key is reported: the table's first line.
            pub head: $crate::source::Span,
            /// The organisation's own fields.
            pub custom: Vec<$crate::form::custom::CustomValue>,
        }

        impl $crate::form::Record for $name {
            const SPEC: &'static $crate::form::RecordSpec = &$crate::form::RecordSpec {
                name: $form,
                title: $crate::words::words($zh, $en),
                fields: &[ $( { use $crate::form::spec::*; $spec.of(stringify!($field), <$kind as $crate::form::kind::Kind>::SPEC) } ),* ],
            };

            #[allow(unused_assignments, clippy::too_many_lines, clippy::cognitive_complexity)]
            fn read<'a>(entries: &'a [$crate::source::Entry<'a>], head: $crate::source::Span, reader: &mut $crate::form::Reader<'a>) -> Self {
                let mut out = Self { head, ..Self::default() };
                let mut table = reader.open(Self::SPEC, head);
                for entry in entries {
                    let Some(at) = table.place(entry, reader) else { continue };
                    let spec = &Self::SPEC.fields[at];
                    let mut index = 0;
                    $(
                        if at == index { out.$field = reader.field(entry, spec); }
                        index += 1;
                    )*
                }
                for (at, entry) in table.strays(reader) {
                    let spec = &Self::SPEC.fields[at];
                    let mut index = 0;
                    $(
                        if at == index { out.$field = reader.field(entry, spec); }
                        index += 1;
                    )*
                }
                let mut index = 0;
                $(
                    if out.$field.is_blank() { table.blank(index, &out.$field, reader); }
                    index += 1;
                )*
                out.custom = table.close(reader);
                out
            }

            fn each(&self, visit: &mut dyn FnMut(&'static $crate::form::FieldSpec, &dyn $crate::form::field::AnyField)) {
                let mut index = 0;
                $(
                    visit(&Self::SPEC.fields[index], &self.$field);
                    index += 1;
                )*
                let _ = index;
            }

            fn head(&self) -> $crate::source::Span {
                self.head
            }

            fn custom(&self) -> &[$crate::form::custom::CustomValue] {
                &self.custom
            }
        }
    };
}

/// Declares a choice: `Variant = "key", "中文", "English";` a line each.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident = $table:literal { $( $variant:ident = $key:literal, $zh:literal, $en:literal; )* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = concat!("`", $key, "` ", $zh)] $variant, )* }

        impl $name {
            /// Every value, in the form's order.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];
            /// The declaration.
            pub const CHOICE: &'static $crate::form::spec::ChoiceSpec = &$crate::form::spec::ChoiceSpec {
                name: $table,
                options: &[ $( $crate::form::spec::ChoiceOption { key: $key, zh: $zh, en: $en } ),* ],
            };

            /// Key and labels of the value.
            #[must_use]
            pub const fn option(self) -> &'static $crate::form::spec::ChoiceOption {
                &Self::CHOICE.options[self as usize]
            }

            /// The machine word.
            #[must_use]
            pub const fn key(self) -> &'static str {
                self.option().key
            }

            /// The word for people.
            #[must_use]
            pub const fn label(self, lang: $crate::words::Lang) -> &'static str {
                self.option().label(lang)
            }
        }

        impl $crate::form::kind::Kind for $name {
            const SPEC: $crate::form::KindSpec = $crate::form::KindSpec::Choice(Self::CHOICE);

            fn read<'a>(node: &'a $crate::source::Node<'a>, spec: &'static $crate::form::FieldSpec, reader: &mut $crate::form::Reader<'a>) -> Option<Self> {
                $crate::form::kind::choice::read(node, Self::CHOICE, spec, reader).map(|at| Self::ALL[at])
            }

            fn cell(&self, shown: &$crate::form::kind::Shown<'_>) -> $crate::render::table::Cell {
                $crate::form::kind::choice::cell(self.option(), shown)
            }
        }
    };
}
