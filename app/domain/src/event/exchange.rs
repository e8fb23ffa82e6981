//! What happens in the room `exchange` (Art. 23).

lines! { $ exchange {
    /// An exchange activity was announced (Art. 23).
    ActivityAnnounced {
        /// Which.
        activity: String,
        /// When it begins.
        starts: Stamp,
    },
    /// It was called off; the reason stands beside the event.
    ActivityCancelled {
        /// Which.
        activity: String,
    },
    /// Somebody registered for it.
    GuestRegistered {
        /// Which.
        activity: String,
    },
    /// They do not come after all.
    GuestWithdrawn {
        /// Which.
        activity: String,
    },
    /// The Office noted who came.
    AttendanceNoted {
        /// Which.
        activity: String,
        /// How many came.
        present: i64,
    },
    /// The Office added somebody who came without having registered.
    GuestAdded {
        /// Which.
        activity: String,
    },
    /// The holder of a title filed the report of a year (Art. 23).
    ReportFiled {
        /// The year.
        year: i32,
        /// Which of that year, from 1.
        number: i64,
        /// The deadline was over.
        late: bool,
    },
}}
