<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActsCard</name>
    <message>
        <source>What was done last</source>
        <translation>What was done last</translation>
    </message>
    <message>
        <source>Nothing was written on this device yet.</source>
        <translation>Nothing was written on this device yet.</translation>
    </message>
</context>
<context>
    <name>AllergySection</name>
    <message>
        <source>Allergies</source>
        <translation>Allergies</translation>
    </message>
    <message>
        <source>Another allergy, then Enter</source>
        <translation>Another allergy, then Enter</translation>
    </message>
    <message>
        <source>shrimp</source>
        <translation>shrimp</translation>
    </message>
    <message>
        <source>crab</source>
        <translation>crab</translation>
    </message>
    <message>
        <source>wheat</source>
        <translation>wheat</translation>
    </message>
    <message>
        <source>buckwheat</source>
        <translation>buckwheat</translation>
    </message>
    <message>
        <source>egg</source>
        <translation>egg</translation>
    </message>
    <message>
        <source>milk</source>
        <translation>milk</translation>
    </message>
    <message>
        <source>peanut</source>
        <translation>peanut</translation>
    </message>
    <message>
        <source>walnut</source>
        <translation>walnut</translation>
    </message>
</context>
<context>
    <name>CalendarCard</name>
    <message>
        <source>Choose a day</source>
        <translation>Choose a day</translation>
    </message>
</context>
<context>
    <name>Caller</name>
    <message>
        <source>{device} is on it</source>
        <translation>{device} is on it</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Missed call</translation>
    </message>
    <message>
        <source>Rang; outcome unknown</source>
        <translation>Rang; outcome unknown</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Incoming call</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Number withheld</translation>
    </message>
    <message>
        <source>Pay phone</source>
        <translation>Pay phone</translation>
    </message>
    <message>
        <source>Out of area</source>
        <translation>Out of area</translation>
    </message>
    <message>
        <source>Number not received</source>
        <translation>Number not received</translation>
    </message>
    <message>
        <source>No number delivered</source>
        <translation>No number delivered</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>ringing</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejected</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>{count} guests</source>
        <translation>{count} guests</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Nobody found</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>Who is calling?</translation>
    </message>
    <message>
        <source>Perhaps (last 8 digits)</source>
        <translation>Perhaps (last 8 digits)</translation>
    </message>
    <message>
        <source>Today {booking}</source>
        <translation>Today {booking}</translation>
    </message>
    <message>
        <source>Next {booking}</source>
        <translation>Next {booking}</translation>
    </message>
    <message>
        <source>since {time}, {seconds} s</source>
        <translation>since {time}, {seconds} s</translation>
    </message>
</context>
<context>
    <name>CallerCardView</name>
    <message>
        <source>New reservation</source>
        <translation>New reservation</translation>
    </message>
    <message>
        <source>Open reservation</source>
        <translation>Open reservation</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Call back</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>What the caller wanted</source>
        <translation>What the caller wanted</translation>
    </message>
    <message>
        <source>Put the call away; it stays in the call list</source>
        <translation>Put the call away; it stays in the call list</translation>
    </message>
    <message>
        <source>Show this call</source>
        <translation>Show this call</translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation>Caution: {why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>Allergy: {what}</translation>
    </message>
    <message>
        <source>Call back: {number}</source>
        <translation>Call back: {number}</translation>
    </message>
</context>
<context>
    <name>CallerStack</name>
    <message numerus="yes">
        <source>%n more call(s)</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Cautions</name>
    <message>
        <source>{tables} is taken by {party} from {time}</source>
        <translation>{tables} is taken by {party} from {time}</translation>
    </message>
    <message>
        <source>The table was removed from the floor</source>
        <translation>The table was removed from the floor</translation>
    </message>
    <message>
        <source>{table} is out of use</source>
        <translation>{table} is out of use</translation>
    </message>
    <message>
        <source>{table} stands in an area that was removed</source>
        <translation>{table} stands in an area that was removed</translation>
    </message>
    <message>
        <source>Nobody is left in the party; set the number</source>
        <translation>Nobody is left in the party; set the number</translation>
    </message>
    <message>
        <source>{tables} seats {seats}; the party needs {needed}</source>
        <translation>{tables} seats {seats}; the party needs {needed}</translation>
    </message>
    <message>
        <source>{tables} is kept for {seats} guests or more</source>
        <translation>{tables} is kept for {seats} guests or more</translation>
    </message>
    <message>
        <source>{covers} guests start at {slot}; the house takes {covers_max}</source>
        <translation>{covers} guests start at {slot}; the house takes {covers_max}</translation>
    </message>
    <message>
        <source>The house is closed on {day}</source>
        <translation>The house is closed on {day}</translation>
    </message>
    <message>
        <source>{time} is outside opening hours</source>
        <translation>{time} is outside opening hours</translation>
    </message>
    <message>
        <source>{party} is already booked at {time}</source>
        <translation>{party} is already booked at {time}</translation>
    </message>
    <message>
        <source>{phone} is not a whole phone number</source>
        <translation>{phone} is not a whole phone number</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Nothing in these days</source>
        <translation>Nothing in these days</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Columns of the file</source>
        <translation>Columns of the file</translation>
    </message>
    <message>
        <source>System it comes from (the same each time)</source>
        <translation>System it comes from (the same each time)</translation>
    </message>
    <message>
        <source>As it will stand in the book</source>
        <translation>As it will stand in the book</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Another file</translation>
    </message>
    <message>
        <source>Take all of it back</source>
        <translation>Take all of it back</translation>
    </message>
    <message>
        <source>Take over {count}</source>
        <translation>Take over {count}</translation>
    </message>
    <message>
        <source>Looking at it, {percent} %</source>
        <translation>Looking at it, {percent} %</translation>
    </message>
    <message>
        <source>Taking it over, {percent} %</source>
        <translation>Taking it over, {percent} %</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Taken over</translation>
    </message>
    <message>
        <source>{new} new, {known} already here, {bad} stay out</source>
        <translation>{new} new, {known} already here, {bad} stay out</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>What the file lists</source>
        <translation>What the file lists</translation>
    </message>
    <message>
        <source>CSV files on this machine, the newest first</source>
        <translation>CSV files on this machine, the newest first</translation>
    </message>
    <message>
        <source>None found. Drop a file here, or write where it lies.</source>
        <translation>None found. Drop a file here, or write where it lies.</translation>
    </message>
    <message>
        <source>Where the file lies, such as C:/bookings.csv</source>
        <translation>Where the file lies, such as C:/bookings.csv</translation>
    </message>
    <message>
        <source>Where the file lies</source>
        <translation>Where the file lies</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>Guests</translation>
    </message>
</context>
<context>
    <name>ClashDock</name>
    <message>
        <source>The clash before</source>
        <translation>The clash before</translation>
    </message>
    <message>
        <source>The next clash</source>
        <translation>The next clash</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation>Before: {value}</translation>
    </message>
    <message>
        <source>{what} ({who})</source>
        <translation>{what} ({who})</translation>
    </message>
    <message>
        <source>{what} – {standing}</source>
        <translation>{what} – {standing}</translation>
    </message>
</context>
<context>
    <name>Clashes</name>
    <message>
        <source> / </source>
        <translation> / </translation>
    </message>
    <message>
        <source>{time} {table} is promised twice</source>
        <translation>{time} {table} is promised twice</translation>
    </message>
    <message>
        <source>has the table</source>
        <translation>has the table</translation>
    </message>
    <message>
        <source>needs another</source>
        <translation>needs another</translation>
    </message>
    <message>
        <source>{whose}: deleted here, edited there</source>
        <translation>{whose}: deleted here, edited there</translation>
    </message>
    <message>
        <source>{whose}: two answers for {field}</source>
        <translation>{whose}: two answers for {field}</translation>
    </message>
    <message>
        <source>in the book now</source>
        <translation>in the book now</translation>
    </message>
    <message>
        <source>delete it</source>
        <translation>delete it</translation>
    </message>
    <message>
        <source>keep it</source>
        <translation>keep it</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>Leave it empty</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>Keep {value}</translation>
    </message>
    <message>
        <source>{who} to {tables}</source>
        <translation>{who} to {tables}</translation>
    </message>
    <message>
        <source>{who} to {tables} together</source>
        <translation>{who} to {tables} together</translation>
    </message>
    <message>
        <source>{who} to {tables}, {other} to {other_tables}</source>
        <translation>{who} to {tables}, {other} to {other_tables}</translation>
    </message>
    <message>
        <source>{who} at {time}, {tables}</source>
        <translation>{who} at {time}, {tables}</translation>
    </message>
    <message>
        <source>{who} without a table for now</source>
        <translation>{who} without a table for now</translation>
    </message>
    <message>
        <source>call the guest</source>
        <translation>call the guest</translation>
    </message>
    <message>
        <source>no call needed</source>
        <translation>no call needed</translation>
    </message>
    <message>
        <source>Settled: {how}</source>
        <translation>Settled: {how}</translation>
    </message>
    <message>
        <source>A guest</source>
        <translation>A guest</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>A table</translation>
    </message>
    <message>
        <source>An area</source>
        <translation>An area</translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation>A member of staff</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>A call</translation>
    </message>
    <message>
        <source>A notice</source>
        <translation>A notice</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>The house</translation>
    </message>
    <message>
        <source>A booking</source>
        <translation>A booking</translation>
    </message>
</context>
<context>
    <name>ColumnRow</name>
    <message>
        <source>— not taken —</source>
        <translation>— not taken —</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>{count} to settle</source>
        <translation>{count} to settle</translation>
    </message>
    <message>
        <source>{count} set aside</source>
        <translation>{count} set aside</translation>
    </message>
    <message>
        <source>Caller ID stopped since {time}</source>
        <translation>Caller ID stopped since {time}</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>On this device only</translation>
    </message>
    <message>
        <source>The hub refuses: {why}. {count} saved here</source>
        <translation>The hub refuses: {why}. {count} saved here</translation>
    </message>
    <message>
        <source>Fetching the book: {percent} %</source>
        <translation>Fetching the book: {percent} %</translation>
    </message>
    <message>
        <source>In sync in the house; the hub is away since {time}, {count} wait</source>
        <translation>In sync in the house; the hub is away since {time}, {count} wait</translation>
    </message>
    <message>
        <source>Sending {count}</source>
        <translation>Sending {count}</translation>
    </message>
    <message>
        <source>In sync {time}</source>
        <translation>In sync {time}</translation>
    </message>
    <message>
        <source>Offline since {time}. {why}. {count} saved here</source>
        <translation>Offline since {time}. {why}. {count} saved here</translation>
    </message>
    <message>
        <source>Offline since {time}, the book is open</source>
        <translation>Offline since {time}, the book is open</translation>
    </message>
    <message>
        <source>Offline since {time}, {count} saved, sent when back</source>
        <translation>Offline since {time}, {count} saved, sent when back</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {minutes} min fast</source>
        <translation>This device&apos;s clock is {minutes} min fast</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {minutes} min slow</source>
        <translation>This device&apos;s clock is {minutes} min slow</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation>What was done last</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>{words}: {clash}</source>
        <translation>{words}: {clash}</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Undo: {what}</translation>
    </message>
    <message>
        <source>Nobody signs</source>
        <translation>Nobody signs</translation>
    </message>
    <message>
        <source>{name} ({device})</source>
        <translation>{name} ({device})</translation>
    </message>
    <message>
        <source>Who signs: {name}</source>
        <translation>Who signs: {name}</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n part(ies)</source>
        <translation>
            <numerusform>%n party</numerusform>
            <numerusform>%n parties</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s)</source>
        <translation>
            <numerusform>%n guest</numerusform>
            <numerusform>%n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cover(s)</source>
        <translation>
            <numerusform>%n guest</numerusform>
            <numerusform>%n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n adult(s)</source>
        <translation>
            <numerusform>%n adult</numerusform>
            <numerusform>%n adults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n child(ren)</source>
        <translation>
            <numerusform>%n child</numerusform>
            <numerusform>%n children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n infant(s)</source>
        <translation>
            <numerusform>%n infant</numerusform>
            <numerusform>%n infants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayCell</name>
    <message>
        <source>{day}, closed</source>
        <translation>{day}, closed</translation>
    </message>
    <message>
        <source>{day}, open</source>
        <translation>{day}, open</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>× {covers}</source>
        <translation>× {covers}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>DayListView</name>
    <message>
        <source>Reservations of the day</source>
        <translation>Reservations of the day</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>Coming</translation>
    </message>
    <message>
        <source>In house</source>
        <translation>In house</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>No reservations on this day.
Tap “＋ New” above to take the first one.</source>
        <translation>No reservations on this day.
Tap “＋ New” above to take the first one.</translation>
    </message>
    <message>
        <source>Nobody is still to come.</source>
        <translation>Nobody is still to come.</translation>
    </message>
    <message>
        <source>Nobody is in the house.</source>
        <translation>Nobody is in the house.</translation>
    </message>
    <message>
        <source>Nobody has left, cancelled or failed to come.</source>
        <translation>Nobody has left, cancelled or failed to come.</translation>
    </message>
    <message>
        <source>{closing}: no reservations.
Tap “＋ New” above to take one all the same.</source>
        <translation>{closing}: no reservations.
Tap “＋ New” above to take one all the same.</translation>
    </message>
    <message>
        <source>Left: {count}, fold</source>
        <translation>Left: {count}, fold</translation>
    </message>
    <message>
        <source>Left: {count}, show</source>
        <translation>Left: {count}, show</translation>
    </message>
</context>
<context>
    <name>DaySection</name>
    <message>
        <source>The day before</source>
        <translation>The day before</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>The day after</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Choose a day</translation>
    </message>
</context>
<context>
    <name>DaySheet</name>
    <message>
        <source>Made {day} {time} on {device}. {parties} parties, {covers} guests</source>
        <translation>Made {day} {time} on {device}. {parties} parties, {covers} guests</translation>
    </message>
    <message>
        <source>{day}: bookings on paper</source>
        <translation>{day}: bookings on paper</translation>
    </message>
    <message>
        <source>Afterwards type what you wrote: number, what became of them, time.</source>
        <translation>Afterwards type what you wrote: number, what became of them, time.</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>Party</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Allergy, course, notes</source>
        <translation>Allergy, course, notes</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>Seated</source>
        <translation>Seated</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>Allergy: {what}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>{number}: {name}, {party}: {status} {time}</source>
        <translation>{number}: {name}, {party}: {status} {time}</translation>
    </message>
    <message>
        <source>begin with the number of the line: 7 seated 19:05</source>
        <translation>begin with the number of the line: 7 seated 19:05</translation>
    </message>
    <message>
        <source>say arrived, seated, bill, left, no-show or cancelled</source>
        <translation>say arrived, seated, bill, left, no-show or cancelled</translation>
    </message>
    <message>
        <source>the time is missing: 7 seated 19:05</source>
        <translation>the time is missing: 7 seated 19:05</translation>
    </message>
    <message>
        <source>that is no time of this day</source>
        <translation>that is no time of this day</translation>
    </message>
    <message>
        <source>that time is still to come</source>
        <translation>that time is still to come</translation>
    </message>
    <message>
        <source>no line of this day has that number</source>
        <translation>no line of this day has that number</translation>
    </message>
</context>
<context>
    <name>DaySheetCard</name>
    <message>
        <source>The day on paper</source>
        <translation>The day on paper</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>This device knows no printer. Save the PDF and print it elsewhere.</source>
        <translation>This device knows no printer. Save the PDF and print it elsewhere.</translation>
    </message>
    <message>
        <source>After the outage: type what was written, line by line</source>
        <translation>After the outage: type what was written, line by line</translation>
    </message>
    <message>
        <source>7 seated 19:05</source>
        <translation>7 seated 19:05</translation>
    </message>
    <message>
        <source>Sent to {printer}</source>
        <translation>Sent to {printer}</translation>
    </message>
    <message>
        <source>{printer} takes nothing now. Choose another, or save the PDF.</source>
        <translation>{printer} takes nothing now. Choose another, or save the PDF.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>{file} cannot be written</translation>
    </message>
    <message numerus="yes">
        <source>Bring %n line(s) into the book</source>
        <translation>
            <numerusform>Bring %n line into the book</numerusform>
            <numerusform>Bring %n lines into the book</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailSection</name>
    <message>
        <source>Seats only</source>
        <translation>Seats only</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>Another course</source>
        <translation>Another course</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Walk-in</translation>
    </message>
</context>
<context>
    <name>DiscretionBand</name>
    <message>
        <source>Not while guests can see: leave this mode first</source>
        <translation>Not while guests can see: leave this mode first</translation>
    </message>
    <message>
        <source>Guests can see: names, numbers and notes are hidden</source>
        <translation>Guests can see: names, numbers and notes are hidden</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Show names</source>
        <translation>Show names</translation>
    </message>
    <message>
        <source>That is nobody&apos;s PIN. Try again.</source>
        <translation>That is nobody&apos;s PIN. Try again.</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Best for {covers}</source>
        <translation>Best for {covers}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>until {time}</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats} seats</translation>
    </message>
    <message>
        <source>called at {time}</source>
        <translation>called at {time}</translation>
    </message>
    <message>
        <source>since {time}, {minutes} min</source>
        <translation>since {time}, {minutes} min</translation>
    </message>
    <message>
        <source>Waiting: {parties}</source>
        <translation>Waiting: {parties}</translation>
    </message>
    <message>
        <source>next {name} {covers}</source>
        <translation>next {name} {covers}</translation>
    </message>
    <message>
        <source>{minutes} min over</source>
        <translation>{minutes} min over</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes} min left</translation>
    </message>
</context>
<context>
    <name>EffectsBox</name>
    <message>
        <source>These bookings stay as promised. Have a look at them:</source>
        <translation>These bookings stay as promised. Have a look at them:</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>and {count} more</translation>
    </message>
</context>
<context>
    <name>FloorPage</name>
    <message>
        <source>A new area, such as Hall</source>
        <translation>A new area, such as Hall</translation>
    </message>
    <message>
        <source>Name of a new area</source>
        <translation>Name of a new area</translation>
    </message>
    <message>
        <source>Add the area</source>
        <translation>Add the area</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>Name of the table</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>Smallest party</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Can be pushed together with</source>
        <translation>Can be pushed together with</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Out of use</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Another table</source>
        <translation>Another table</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Private room</source>
        <translation>Private room</translation>
    </message>
    <message>
        <source>Semi-private room</source>
        <translation>Semi-private room</translation>
    </message>
    <message>
        <source>Tatami room</source>
        <translation>Tatami room</translation>
    </message>
    <message>
        <source>Sunken table</source>
        <translation>Sunken table</translation>
    </message>
    <message>
        <source>Terrace</source>
        <translation>Terrace</translation>
    </message>
    <message>
        <source>In no area</source>
        <translation>In no area</translation>
    </message>
    <message>
        <source>Another device took this table away; saving adds it anew.</source>
        <translation>Another device took this table away; saving adds it anew.</translation>
    </message>
    <message>
        <source>Remove the area</source>
        <translation>Remove the area</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats} seats</translation>
    </message>
    <message>
        <source>out of use</source>
        <translation>out of use</translation>
    </message>
    <message>
        <source>Table {name}</source>
        <translation>Table {name}</translation>
    </message>
    <message>
        <source>A new table</source>
        <translation>A new table</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Save the table</translation>
    </message>
    <message>
        <source>Add the table</source>
        <translation>Add the table</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>Birthday {day}</source>
        <translation>Birthday {day}</translation>
    </message>
    <message>
        <source>Anniversary {day}</source>
        <translation>Anniversary {day}</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>visits</translation>
    </message>
    <message>
        <source>no-shows</source>
        <translation>no-shows</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>last visit</source>
        <translation>last visit</translation>
    </message>
    <message>
        <source>same number</source>
        <translation>same number</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>same name</translation>
    </message>
</context>
<context>
    <name>GuestCardView</name>
    <message>
        <source>Guest</source>
        <translation>Guest</translation>
    </message>
    <message>
        <source>Coming reservations</source>
        <translation>Coming reservations</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>New reservation</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Older reservations</source>
        <translation>Older reservations</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Several with commas</source>
        <translation>Several with commas</translation>
    </message>
    <message>
        <source>1980-12-24 or 昭和55年12月24日</source>
        <translation>1980-12-24 or 昭和55年12月24日</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>Kana</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>Anniversary</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>Allergies</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Caution</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Earlier reservations</source>
        <translation>Earlier reservations</translation>
    </message>
    <message>
        <source>Last calls</source>
        <translation>Last calls</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>Perhaps the same person</translation>
    </message>
    <message>
        <source>Joined with this card</source>
        <translation>Joined with this card</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>History of changes</translation>
    </message>
    <message>
        <source>Somebody else changed this card just now. What you typed is kept.</source>
        <translation>Somebody else changed this card just now. What you typed is kept.</translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation>Caution: {why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>Allergy: {what}</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>Take apart</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Go on editing</translation>
    </message>
</context>
<context>
    <name>GuestIndex</name>
    <message>
        <source>Guests</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>Nobody stands here</source>
        <translation>Nobody stands here</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>GuestSection</name>
    <message>
        <source>Caution: {why}</source>
        <translation>Caution: {why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>Allergy: {what}</translation>
    </message>
    <message>
        <source>Name, kana or phone</source>
        <translation>Name, kana or phone</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>Kana</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Not this guest</source>
        <translation>Not this guest</translation>
    </message>
    <message>
        <source>Keep a guest card</source>
        <translation>Keep a guest card</translation>
    </message>
</context>
<context>
    <name>HalfSwitch</name>
    <message>
        <source>Timetable</source>
        <translation>Timetable</translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation>Floor plan</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Handover</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>{name}: since {time}</source>
        <translation>{name}: since {time}</translation>
    </message>
    <message>
        <source>{count} more were changed before these</source>
        <translation>{count} more were changed before these</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>New bookings</source>
        <translation>New bookings</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Did not come</translation>
    </message>
    <message>
        <source>Clashes settled</source>
        <translation>Clashes settled</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>Came, sat or left</source>
        <translation>Came, sat or left</translation>
    </message>
</context>
<context>
    <name>HandoverCard</name>
    <message>
        <source>Nothing happened since you last looked.</source>
        <translation>Nothing happened since you last looked.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>The day before</source>
        <translation>The day before</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>The day after</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Name, kana or phone</source>
        <translation>Name, kana or phone</translation>
    </message>
    <message>
        <source>Search guests and bookings</source>
        <translation>Search guests and bookings</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Walk-in</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>New reservation</translation>
    </message>
    <message>
        <source>{day}, choose another day</source>
        <translation>{day}, choose another day</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>May</source>
        <translation>May</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Aug</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Oct</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dec</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation>{weekday} {day} {month_name}</translation>
    </message>
    <message>
        <source>Closed weekly</source>
        <translation>Closed weekly</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>due by {time}: {parties}, {covers}</source>
        <translation>due by {time}: {parties}, {covers}</translation>
    </message>
    <message>
        <source>{seen} in / {expected} guests, {parties}</source>
        <translation>{seen} in / {expected} guests, {parties}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>{count} earlier changes</source>
        <translation>{count} earlier changes</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Undo: {what}</translation>
    </message>
</context>
<context>
    <name>Holidays</name>
    <message>
        <source>New Year&apos;s Day</source>
        <translation>New Year&apos;s Day</translation>
    </message>
    <message>
        <source>Coming of Age Day</source>
        <translation>Coming of Age Day</translation>
    </message>
    <message>
        <source>Foundation Day</source>
        <translation>Foundation Day</translation>
    </message>
    <message>
        <source>Emperor&apos;s Birthday</source>
        <translation>Emperor&apos;s Birthday</translation>
    </message>
    <message>
        <source>Spring Equinox</source>
        <translation>Spring Equinox</translation>
    </message>
    <message>
        <source>Showa Day</source>
        <translation>Showa Day</translation>
    </message>
    <message>
        <source>Constitution Day</source>
        <translation>Constitution Day</translation>
    </message>
    <message>
        <source>Greenery Day</source>
        <translation>Greenery Day</translation>
    </message>
    <message>
        <source>Children&apos;s Day</source>
        <translation>Children&apos;s Day</translation>
    </message>
    <message>
        <source>Marine Day</source>
        <translation>Marine Day</translation>
    </message>
    <message>
        <source>Mountain Day</source>
        <translation>Mountain Day</translation>
    </message>
    <message>
        <source>Respect for the Aged Day</source>
        <translation>Respect for the Aged Day</translation>
    </message>
    <message>
        <source>Autumn Equinox</source>
        <translation>Autumn Equinox</translation>
    </message>
    <message>
        <source>Sports Day</source>
        <translation>Sports Day</translation>
    </message>
    <message>
        <source>Culture Day</source>
        <translation>Culture Day</translation>
    </message>
    <message>
        <source>Labour Thanksgiving</source>
        <translation>Labour Thanksgiving</translation>
    </message>
    <message>
        <source>Substitute holiday</source>
        <translation>Substitute holiday</translation>
    </message>
    <message>
        <source>National holiday</source>
        <translation>National holiday</translation>
    </message>
</context>
<context>
    <name>House</name>
    <message>
        <source>{who} changed {field} too. What you typed stands here.</source>
        <translation>{who} changed {field} too. What you typed stands here.</translation>
    </message>
    <message>
        <source>Outside the hours, {count}</source>
        <translation>Outside the hours, {count}</translation>
    </message>
    <message>
        <source>More guests at once than the pace, {count}</source>
        <translation>More guests at once than the pace, {count}</translation>
    </message>
    <message>
        <source>Still at the table when the next party comes, {count}</source>
        <translation>Still at the table when the next party comes, {count}</translation>
    </message>
    <message>
        <source>{day} {time}: {covers} of {most} guests, {names}</source>
        <translation>{day} {time}: {covers} of {most} guests, {names}</translation>
    </message>
    <message>
        <source>{party}: {minutes} min by the rule, then {next} at {time}</source>
        <translation>{party}: {minutes} min by the rule, then {next} at {time}</translation>
    </message>
</context>
<context>
    <name>HousePage</name>
    <message>
        <source>Name of the house</source>
        <translation>Name of the house</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Time zone</translation>
    </message>
    <message>
        <source>The business day changes at</source>
        <translation>The business day changes at</translation>
    </message>
    <message>
        <source>Bookings touched: {count}</source>
        <translation>Bookings touched: {count}</translation>
    </message>
    <message>
        <source>Closing days</source>
        <translation>Closing days</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Pace</translation>
    </message>
    <message>
        <source>Length of stay</source>
        <translation>Length of stay</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>The house</translation>
    </message>
    <message>
        <source>Area code, such as 03</source>
        <translation>Area code, such as 03</translation>
    </message>
    <message>
        <source>Closed every</source>
        <translation>Closed every</translation>
    </message>
    <message>
        <source>Closed: {days}</source>
        <translation>Closed: {days}</translation>
    </message>
    <message>
        <source>Open all the same: {days}</source>
        <translation>Open all the same: {days}</translation>
    </message>
    <message>
        <source>Guests who may start in one slot (0: no limit)</source>
        <translation>Guests who may start in one slot (0: no limit)</translation>
    </message>
    <message>
        <source>Length of a slot in minutes</source>
        <translation>Length of a slot in minutes</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Shifts</translation>
    </message>
    <message>
        <source>Infants take a seat</source>
        <translation>Infants take a seat</translation>
    </message>
    <message>
        <source>Add a shift</source>
        <translation>Add a shift</translation>
    </message>
    <message>
        <source>Save the house</source>
        <translation>Save the house</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Add a rule</translation>
    </message>
    <message>
        <source>Tap a day to close it, or to open it all the same.</source>
        <translation>Tap a day to close it, or to open it all the same.</translation>
    </message>
    <message>
        <source>Guests who may start in one slot</source>
        <translation>Guests who may start in one slot</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Drop what was typed</source>
        <translation>Drop what was typed</translation>
    </message>
</context>
<context>
    <name>Hub</name>
    <message>
        <source>This house has no hub yet</source>
        <translation>This house has no hub yet</translation>
    </message>
    <message>
        <source>The hub</source>
        <translation>The hub</translation>
    </message>
    <message>
        <source>{hub}: {standing}</source>
        <translation>{hub}: {standing}</translation>
    </message>
    <message>
        <source>it answers, and keeps in step with the hub</source>
        <translation>it answers, and keeps in step with the hub</translation>
    </message>
    <message>
        <source>it answers; the hub gives it no answer since {time}</source>
        <translation>it answers; the hub gives it no answer since {time}</translation>
    </message>
    <message>
        <source>{relay}: {standing}</source>
        <translation>{relay}: {standing}</translation>
    </message>
    <message>
        <source>The hub itself is asked, also where the house has a relay</source>
        <translation>The hub itself is asked, also where the house has a relay</translation>
    </message>
    <message>
        <source>The hub itself is asked; no relay of the house answers</source>
        <translation>The hub itself is asked; no relay of the house answers</translation>
    </message>
    <message>
        <source>it answers</source>
        <translation>it answers</translation>
    </message>
    <message>
        <source>it refuses. {why}</source>
        <translation>it refuses. {why}</translation>
    </message>
    <message>
        <source>no answer since {time}</source>
        <translation>no answer since {time}</translation>
    </message>
    <message>
        <source>{standing} (next try {time})</source>
        <translation>{standing} (next try {time})</translation>
    </message>
    <message>
        <source>Something other than the hub answered; the network may want you to sign in</source>
        <translation>Something other than the hub answered; the network may want you to sign in</translation>
    </message>
    <message>
        <source>No answer: check the network and the address</source>
        <translation>No answer: check the network and the address</translation>
    </message>
    <message>
        <source>This device was signed out: pair it again in the settings</source>
        <translation>This device was signed out: pair it again in the settings</translation>
    </message>
    <message>
        <source>The hub keeps another house under that address</source>
        <translation>The hub keeps another house under that address</translation>
    </message>
    <message>
        <source>A house to practise in and a real one never meet: choose the other hub</source>
        <translation>A house to practise in and a real one never meet: choose the other hub</translation>
    </message>
    <message>
        <source>The hub knows another device by this sign-in: pair again</source>
        <translation>The hub knows another device by this sign-in: pair again</translation>
    </message>
    <message>
        <source>That pairing code is not known: ask for another</source>
        <translation>That pairing code is not known: ask for another</translation>
    </message>
    <message>
        <source>That pairing code was used already: ask for another</source>
        <translation>That pairing code was used already: ask for another</translation>
    </message>
    <message>
        <source>That pairing code is too old: ask for another</source>
        <translation>That pairing code is too old: ask for another</translation>
    </message>
    <message>
        <source>The hub asks for patience: it is tried again by itself</source>
        <translation>The hub asks for patience: it is tried again by itself</translation>
    </message>
    <message>
        <source>The hub&apos;s disk is full: tell whoever looks after it</source>
        <translation>The hub&apos;s disk is full: tell whoever looks after it</translation>
    </message>
</context>
<context>
    <name>HubPage</name>
    <message>
        <source>Asking the hub… the book stays open</source>
        <translation>Asking the hub… the book stays open</translation>
    </message>
    <message>
        <source>The hub keeps all devices of the house alike. Its address and a pairing code come from whoever runs it.</source>
        <translation>The hub keeps all devices of the house alike. Its address and a pairing code come from whoever runs it.</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Address of the hub</translation>
    </message>
    <message>
        <source>Pairing code</source>
        <translation>Pairing code</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name of this device</translation>
    </message>
    <message>
        <source>Ask it first</source>
        <translation>Ask it first</translation>
    </message>
    <message>
        <source>Never ask it</source>
        <translation>Never ask it</translation>
    </message>
    <message>
        <source>Join the house</source>
        <translation>Join the house</translation>
    </message>
    <message>
        <source>This device belongs to {house}</source>
        <translation>This device belongs to {house}</translation>
    </message>
    <message>
        <source>Join another house</source>
        <translation>Join another house</translation>
    </message>
    <message>
        <source>Relay of the house</source>
        <translation>Relay of the house</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sync now</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Number there</source>
        <translation>Number there</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>Day and time</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>Infants</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Family name</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>Kana</translation>
    </message>
    <message>
        <source>Family name, kana</source>
        <translation>Family name, kana</translation>
    </message>
    <message>
        <source>Given name, kana</source>
        <translation>Given name, kana</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation>Second phone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>Anniversary</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Caution</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>Allergies</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Line {number} stays out: {problems}</source>
        <translation>Line {number} stays out: {problems}</translation>
    </message>
    <message>
        <source>Line {number} comes without: {problems}</source>
        <translation>Line {number} comes without: {problems}</translation>
    </message>
    <message>
        <source>The file is too large. Cut it up.</source>
        <translation>The file is too large. Cut it up.</translation>
    </message>
    <message>
        <source>The file has over a million lines. Cut it up.</source>
        <translation>The file has over a million lines. Cut it up.</translation>
    </message>
    <message>
        <source>The file has over 200 columns. It is no such table.</source>
        <translation>The file has over 200 columns. It is no such table.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>The file is empty.</translation>
    </message>
    <message>
        <source>The file is neither UTF-8 nor Shift_JIS. Save it as CSV once more.</source>
        <translation>The file is neither UTF-8 nor Shift_JIS. Save it as CSV once more.</translation>
    </message>
    <message>
        <source>A quotation mark in the file is never closed.</source>
        <translation>A quotation mark in the file is never closed.</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>The file cannot be opened.</translation>
    </message>
    <message>
        <source>{field} is missing</source>
        <translation>{field} is missing</translation>
    </message>
    <message>
        <source>{field} “{value}” is unknown</source>
        <translation>{field} “{value}” is unknown</translation>
    </message>
    <message>
        <source>{field} cannot be taken</source>
        <translation>{field} cannot be taken</translation>
    </message>
    <message>
        <source>{field} “{value}” cannot be read</source>
        <translation>{field} “{value}” cannot be read</translation>
    </message>
    <message>
        <source>Say which column holds: {fields}</source>
        <translation>Say which column holds: {fields}</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Take over bookings or guests</source>
        <translation>Take over bookings or guests</translation>
    </message>
</context>
<context>
    <name>Index</name>
    <message>
        <source>No kana</source>
        <translation>No kana</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>New reservation</source>
        <translation>New reservation</translation>
    </message>
    <message>
        <source>Walk-in: seat a party now</source>
        <translation>Walk-in: seat a party now</translation>
    </message>
    <message>
        <source>Search guests and bookings</source>
        <translation>Search guests and bookings</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>The day before</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>The day after</translation>
    </message>
    <message>
        <source>Week and month</source>
        <translation>Week and month</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Do it again</translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation>What was done last</translation>
    </message>
    <message>
        <source>Handover: what is new</source>
        <translation>Handover: what is new</translation>
    </message>
    <message>
        <source>Rewind the day</source>
        <translation>Rewind the day</translation>
    </message>
    <message>
        <source>The day on paper</source>
        <translation>The day on paper</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>To the list</translation>
    </message>
    <message>
        <source>To the timeline</source>
        <translation>To the timeline</translation>
    </message>
    <message>
        <source>To the floor plan</source>
        <translation>To the floor plan</translation>
    </message>
    <message>
        <source>Draw the floor plan</source>
        <translation>Draw the floor plan</translation>
    </message>
    <message>
        <source>Clashes to settle</source>
        <translation>Clashes to settle</translation>
    </message>
    <message>
        <source>Connection and queue</source>
        <translation>Connection and queue</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Who signs</translation>
    </message>
    <message>
        <source>Guests by kana</source>
        <translation>Guests by kana</translation>
    </message>
    <message>
        <source>Take over bookings or guests</source>
        <translation>Take over bookings or guests</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Light or evening</source>
        <translation>Light or evening</translation>
    </message>
    <message>
        <source>Japanese or English</source>
        <translation>Japanese or English</translation>
    </message>
    <message>
        <source>Every key</source>
        <translation>Every key</translation>
    </message>
    <message>
        <source>Waitlist</source>
        <translation>Waitlist</translation>
    </message>
    <message>
        <source>Notices of the day</source>
        <translation>Notices of the day</translation>
    </message>
    <message>
        <source>Guests can see: hide names</source>
        <translation>Guests can see: hide names</translation>
    </message>
    <message>
        <source>More: everything else</source>
        <translation>More: everything else</translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation>Close what is open</translation>
    </message>
    <message>
        <source>Move the selection</source>
        <translation>Move the selection</translation>
    </message>
    <message>
        <source>Open the selected reservation</source>
        <translation>Open the selected reservation</translation>
    </message>
    <message>
        <source>Move the party on: arrived, seated, bill, left</source>
        <translation>Move the party on: arrived, seated, bill, left</translation>
    </message>
    <message>
        <source>Every move of the party</source>
        <translation>Every move of the party</translation>
    </message>
    <message>
        <source>Timeline: 15 minutes</source>
        <translation>Timeline: 15 minutes</translation>
    </message>
    <message>
        <source>Timeline: another table</source>
        <translation>Timeline: another table</translation>
    </message>
    <message>
        <source>Timeline: shorter or longer</source>
        <translation>Timeline: shorter or longer</translation>
    </message>
    <message>
        <source>Timeline: closer or wider</source>
        <translation>Timeline: closer or wider</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{house}: reservations</source>
        <translation>{house}: reservations</translation>
    </message>
    <message>
        <source>TRAINING: nothing here reaches the real book</source>
        <translation>TRAINING: nothing here reaches the real book</translation>
    </message>
</context>
<context>
    <name>ManagerPin</name>
    <message>
        <source>A manager&apos;s PIN</source>
        <translation>A manager&apos;s PIN</translation>
    </message>
    <message>
        <source>to book beyond the house&apos;s limits</source>
        <translation>to book beyond the house&apos;s limits</translation>
    </message>
    <message>
        <source>to take guests and bookings out of the house</source>
        <translation>to take guests and bookings out of the house</translation>
    </message>
    <message>
        <source>to join cards or take them apart</source>
        <translation>to join cards or take them apart</translation>
    </message>
    <message>
        <source>to delete</source>
        <translation>to delete</translation>
    </message>
    <message>
        <source>to change the house&apos;s settings</source>
        <translation>to change the house&apos;s settings</translation>
    </message>
    <message>
        <source>to change who works here</source>
        <translation>to change who works here</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>PIN of {name}</translation>
    </message>
</context>
<context>
    <name>MenuCard</name>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>The month before</source>
        <translation>The month before</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>The month after</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>quiet</source>
        <translation>quiet</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>filling</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>full</source>
        <translation>full</translation>
    </message>
    <message>
        <source>{month_name} {year}</source>
        <translation>{month_name} {year}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>today</translation>
    </message>
    <message>
        <source>{covers} guests</source>
        <translation>{covers} guests</translation>
    </message>
</context>
<context>
    <name>MovesCard</name>
    <message>
        <source>Open booking</source>
        <translation>Open booking</translation>
    </message>
    <message>
        <source>Guest card</source>
        <translation>Guest card</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>Allergies</translation>
    </message>
</context>
<context>
    <name>NewHouseSteps</name>
    <message>
        <source>Name of the house</source>
        <translation>Name of the house</translation>
    </message>
    <message>
        <source>Open from, until (26:00 is 2 a.m.)</source>
        <translation>Open from, until (26:00 is 2 a.m.)</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>Opens at</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>Closes at</translation>
    </message>
    <message>
        <source>A house to practise in; it never meets the real book</source>
        <translation>A house to practise in; it never meets the real book</translation>
    </message>
    <message>
        <source>One less: {table}</source>
        <translation>One less: {table}</translation>
    </message>
    <message>
        <source>One more: {table}</source>
        <translation>One more: {table}</translation>
    </message>
    <message>
        <source>Drag tables to where they stand, or leave it for later: nothing is final.</source>
        <translation>Drag tables to where they stand, or leave it for later: nothing is final.</translation>
    </message>
    <message>
        <source>One more person</source>
        <translation>One more person</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name of this device</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Step {step} of {all}</source>
        <translation>Step {step} of {all}</translation>
    </message>
    <message>
        <source>Name and hours</source>
        <translation>Name and hours</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Who works here?</source>
        <translation>Who works here?</translation>
    </message>
    <message>
        <source>Open the book</source>
        <translation>Open the book</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>NewsLine</name>
    <message>
        <source>Before: {base}&lt;br&gt;Yours: {mine}&lt;br&gt;Theirs: {theirs}</source>
        <translation>Before: {base}&lt;br&gt;Yours: {mine}&lt;br&gt;Theirs: {theirs}</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Keep mine</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Take theirs</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>{what}: {notice}</source>
        <translation>{what}: {notice}</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Notices ({count})</source>
        <translation>Notices ({count})</translation>
    </message>
    <message>
        <source>Notices ({count}, {unread} unread)</source>
        <translation>Notices ({count}, {unread} unread)</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>by {name}</source>
        <translation>by {name}</translation>
    </message>
    <message>
        <source>read by {names}</source>
        <translation>read by {names}</translation>
    </message>
    <message>
        <source>until it is done</source>
        <translation>until it is done</translation>
    </message>
    <message>
        <source>today only</source>
        <translation>today only</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>until {day}</translation>
    </message>
</context>
<context>
    <name>NoticesCard</name>
    <message>
        <source>Notices of the day</source>
        <translation>Notices of the day</translation>
    </message>
    <message>
        <source>What should the others know?</source>
        <translation>What should the others know?</translation>
    </message>
    <message>
        <source>This day only</source>
        <translation>This day only</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>A week</translation>
    </message>
    <message>
        <source>Until it is done</source>
        <translation>Until it is done</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>Save the change</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>{number} or more</source>
        <translation>{number} or more</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>One fewer</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>{number} guests</source>
        <translation>{number} guests</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Whole day</source>
        <translation>Whole day</translation>
    </message>
    <message>
        <source>Other hours</source>
        <translation>Other hours</translation>
    </message>
    <message>
        <source>{covers}</source>
        <translation>{covers}</translation>
    </message>
    <message>
        <source>{covers} guests</source>
        <translation>{covers} guests</translation>
    </message>
    <message>
        <source>{covers} a day open</source>
        <translation>{covers} a day open</translation>
    </message>
</context>
<context>
    <name>OverviewCard</name>
    <message>
        <source>Week and month</source>
        <translation>Week and month</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Month</translation>
    </message>
</context>
<context>
    <name>PartySection</name>
    <message>
        <source>Children, 9+</source>
        <translation>Children, 9+</translation>
    </message>
    <message>
        <source>Adults</source>
        <translation>Adults</translation>
    </message>
    <message>
        <source>One adult fewer</source>
        <translation>One adult fewer</translation>
    </message>
    <message>
        <source>One adult more</source>
        <translation>One adult more</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>One child fewer</source>
        <translation>One child fewer</translation>
    </message>
    <message>
        <source>One child more</source>
        <translation>One child more</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>Infants</translation>
    </message>
    <message>
        <source>One infant fewer</source>
        <translation>One infant fewer</translation>
    </message>
    <message>
        <source>One infant more</source>
        <translation>One infant more</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Too many wrong PINs. Wait {count} s.</source>
        <translation>Too many wrong PINs. Wait {count} s.</translation>
    </message>
    <message>
        <source>That is not the PIN. Try again.</source>
        <translation>That is not the PIN. Try again.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>{free} of {all} free</source>
        <translation>{free} of {all} free</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Double</translation>
    </message>
    <message>
        <source>+{minutes} min</source>
        <translation>+{minutes} min</translation>
    </message>
    <message>
        <source>Next {time}</source>
        <translation>Next {time}</translation>
    </message>
    <message>
        <source>next {party}</source>
        <translation>next {party}</translation>
    </message>
    <message>
        <source>Counter seat</source>
        <translation>Counter seat</translation>
    </message>
    <message>
        <source>Round, {seats}</source>
        <translation>Round, {seats}</translation>
    </message>
    <message>
        <source>Table for {seats}</source>
        <translation>Table for {seats}</translation>
    </message>
</context>
<context>
    <name>PlanCanvas</name>
    <message>
        <source>Drawing of the floor plan</source>
        <translation>Drawing of the floor plan</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <source>Put down</source>
        <translation>Put down</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>Name of the room</translation>
    </message>
    <message>
        <source>Add a room</source>
        <translation>Add a room</translation>
    </message>
    <message>
        <source>Take the empty room away</source>
        <translation>Take the empty room away</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Drag tables to where they stand. The knob turns, the corner sizes.</source>
        <translation>Drag tables to where they stand. The knob turns, the corner sizes.</translation>
    </message>
    <message>
        <source>In no room</source>
        <translation>In no room</translation>
    </message>
    <message>
        <source>Room {number}</source>
        <translation>Room {number}</translation>
    </message>
</context>
<context>
    <name>PlanEditorCard</name>
    <message>
        <source>Draw the floor plan</source>
        <translation>Draw the floor plan</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Draw the plan</source>
        <translation>Draw the plan</translation>
    </message>
    <message>
        <source>All rooms</source>
        <translation>All rooms</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Floor plan</source>
        <translation>Floor plan</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>changed again since</source>
        <translation>changed again since</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>not sent yet</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>set aside</translation>
    </message>
    <message>
        <source>{what}: {steps}</source>
        <translation>{what}: {steps}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Walk-in</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>On the waitlist</source>
        <translation>On the waitlist</translation>
    </message>
    <message>
        <source>Told the wait</source>
        <translation>Told the wait</translation>
    </message>
    <message>
        <source>Called in</source>
        <translation>Called in</translation>
    </message>
    <message>
        <source>Seated from the waitlist</source>
        <translation>Seated from the waitlist</translation>
    </message>
    <message>
        <source>Gave up waiting</source>
        <translation>Gave up waiting</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Turn changed</source>
        <translation>Turn changed</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>Joined with another card</source>
        <translation>Joined with another card</translation>
    </message>
    <message>
        <source>Taken apart again</source>
        <translation>Taken apart again</translation>
    </message>
    <message>
        <source>Linked to a call</source>
        <translation>Linked to a call</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>No table yet</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Booking mail</source>
        <translation>Booking mail</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>a guest card</source>
        <translation>a guest card</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>up to {covers}: {minutes} min</source>
        <translation>up to {covers}: {minutes} min</translation>
    </message>
    <message>
        <source>{covers} guests in {minutes} min</source>
        <translation>{covers} guests in {minutes} min</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>manager</translation>
    </message>
    <message>
        <source>host</source>
        <translation>host</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>The party cannot take that step from where it stands.</source>
        <translation>The party cannot take that step from where it stands.</translation>
    </message>
    <message>
        <source>That is no longer in the book. It was deleted on another device.</source>
        <translation>That is no longer in the book. It was deleted on another device.</translation>
    </message>
    <message>
        <source>That cannot be undone: it was changed again since.</source>
        <translation>That cannot be undone: it was changed again since.</translation>
    </message>
    <message>
        <source>Another device has changed it since. Cancel it instead of undoing it.</source>
        <translation>Another device has changed it since. Cancel it instead of undoing it.</translation>
    </message>
    <message>
        <source>That time lies outside the business day.</source>
        <translation>That time lies outside the business day.</translation>
    </message>
    <message>
        <source>The disk is full and nothing was saved. Make room, then try again.</source>
        <translation>The disk is full and nothing was saved. Make room, then try again.</translation>
    </message>
    <message>
        <source>Another program holds the book. Try again in a moment.</source>
        <translation>Another program holds the book. Try again in a moment.</translation>
    </message>
    <message>
        <source>The book cannot be written. Mend the permissions of its folder.</source>
        <translation>The book cannot be written. Mend the permissions of its folder.</translation>
    </message>
    <message>
        <source>Please check: {field}</source>
        <translation>Please check: {field}</translation>
    </message>
    <message>
        <source>A newer Noren wrote this book: update Noren on this device.</source>
        <translation>A newer Noren wrote this book: update Noren on this device.</translation>
    </message>
    <message>
        <source>The file of the book is damaged.</source>
        <translation>The file of the book is damaged.</translation>
    </message>
    <message>
        <source>Only a manager may do this. Ask one to sign first.</source>
        <translation>Only a manager may do this. Ask one to sign first.</translation>
    </message>
    <message>
        <source>The file of the book is gone.</source>
        <translation>The file of the book is gone.</translation>
    </message>
    <message>
        <source>A party is 1 to {count} guests.</source>
        <translation>A party is 1 to {count} guests.</translation>
    </message>
    <message>
        <source>A table is held for 1 to {count} minutes.</source>
        <translation>A table is held for 1 to {count} minutes.</translation>
    </message>
    <message>
        <source>At most {count} tables can be combined.</source>
        <translation>At most {count} tables can be combined.</translation>
    </message>
    <message>
        <source>Seats go from 1 to {count}, the smaller number first.</source>
        <translation>Seats go from 1 to {count}, the smaller number first.</translation>
    </message>
    <message>
        <source>A guest has at most {count} phones.</source>
        <translation>A guest has at most {count} phones.</translation>
    </message>
    <message>
        <source>A PIN is 4 to 8 digits.</source>
        <translation>A PIN is 4 to 8 digits.</translation>
    </message>
    <message>
        <source>A name is needed, and not too long.</source>
        <translation>A name is needed, and not too long.</translation>
    </message>
    <message>
        <source>There is no such time zone. Write it like Asia/Tokyo.</source>
        <translation>There is no such time zone. Write it like Asia/Tokyo.</translation>
    </message>
    <message>
        <source>The business day changes between 00:00 and 12:00.</source>
        <translation>The business day changes between 00:00 and 12:00.</translation>
    </message>
    <message>
        <source>The pace needs a slot of at least a minute.</source>
        <translation>The pace needs a slot of at least a minute.</translation>
    </message>
    <message>
        <source>An area code is 0 and up to four more digits, like 03.</source>
        <translation>An area code is 0 and up to four more digits, like 03.</translation>
    </message>
    <message>
        <source>This is the book as it was, to look at only. Go back to now first.</source>
        <translation>This is the book as it was, to look at only. Go back to now first.</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Saved: {path}</source>
        <translation>Saved: {path}</translation>
    </message>
    <message>
        <source>The file could not be written: {path}</source>
        <translation>The file could not be written: {path}</translation>
    </message>
    <message>
        <source>{covers} a day open</source>
        <translation>{covers} a day open</translation>
    </message>
    <message>
        <source>{covers} a party</source>
        <translation>{covers} a party</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>Parties</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>No-shows</translation>
    </message>
    <message>
        <source>Cancellations</source>
        <translation>Cancellations</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>on average, as tapped</source>
        <translation>on average, as tapped</translation>
    </message>
    <message>
        <source>Guests by day</source>
        <translation>Guests by day</translation>
    </message>
    <message>
        <source>Guests by week</source>
        <translation>Guests by week</translation>
    </message>
    <message>
        <source>Guests by shift</source>
        <translation>Guests by shift</translation>
    </message>
    <message>
        <source>Guests by source</source>
        <translation>Guests by source</translation>
    </message>
    <message>
        <source>Length of stay by party</source>
        <translation>Length of stay by party</translation>
    </message>
    <message>
        <source>Line: as planned. Bar: as it was.</source>
        <translation>Line: as planned. Bar: as it was.</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>By shift</source>
        <translation>By shift</translation>
    </message>
    <message>
        <source>{real} min, planned {planned}</source>
        <translation>{real} min, planned {planned}</translation>
    </message>
    <message>
        <source>{size} p</source>
        <translation>{size} p</translation>
    </message>
    <message>
        <source>{size} p and more</source>
        <translation>{size} p and more</translation>
    </message>
    <message>
        <source>{least}–{most} p</source>
        <translation>{least}–{most} p</translation>
    </message>
    <message>
        <source>{share} % of all booked</source>
        <translation>{share} % of all booked</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>From … to …</translation>
    </message>
    <message>
        <source>Now tap the last day.</source>
        <translation>Now tap the last day.</translation>
    </message>
    <message>
        <source>Tap the first day.</source>
        <translation>Tap the first day.</translation>
    </message>
</context>
<context>
    <name>ReservationSheet</name>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Read back</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>History of changes</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>Cancel booking</translation>
    </message>
    <message>
        <source>Read this to the guest</source>
        <translation>Read this to the guest</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>Begun: {who}</source>
        <translation>Begun: {who}</translation>
    </message>
</context>
<context>
    <name>Rewind</name>
    <message>
        <source>The book at {time}</source>
        <translation>The book at {time}</translation>
    </message>
</context>
<context>
    <name>RewindCard</name>
    <message>
        <source>To look at only: nothing can be changed in the past.</source>
        <translation>To look at only: nothing can be changed in the past.</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Back to now</translation>
    </message>
    <message>
        <source>A minute earlier</source>
        <translation>A minute earlier</translation>
    </message>
    <message>
        <source>A minute later</source>
        <translation>A minute later</translation>
    </message>
    <message>
        <source>Moment of the day</source>
        <translation>Moment of the day</translation>
    </message>
    <message>
        <source>{count} changes since</source>
        <translation>{count} changes since</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>Rewind</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Walk-in</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>{covers}</source>
        <translation>{covers}</translation>
    </message>
    <message>
        <source>{covers} ({sorts})</source>
        <translation>{covers} ({sorts})</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Requested</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Partly in</source>
        <translation>Partly in</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>Seated</source>
        <translation>Seated</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>No-show</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>A guest</source>
        <translation>A guest</translation>
    </message>
    <message>
        <source>Waiting party</source>
        <translation>Waiting party</translation>
    </message>
    <message>
        <source>Double-booked</source>
        <translation>Double-booked</translation>
    </message>
    <message>
        <source>To settle</source>
        <translation>To settle</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>Allergy: {what}</translation>
    </message>
    <message>
        <source>{minutes} min late</source>
        <translation>{minutes} min late</translation>
    </message>
    <message>
        <source>{minutes} min over time</source>
        <translation>{minutes} min over time</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Caution</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>No table yet</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>First visit</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
</context>
<context>
    <name>ScreenPage</name>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brightness</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>Evening</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Type three digits of a number or more</source>
        <translation>Type three digits of a number or more</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Nobody found</translation>
    </message>
    <message>
        <source>{least}–{most} seats</source>
        <translation>{least}–{most} seats</translation>
    </message>
    <message>
        <source>nobody booked</source>
        <translation>nobody booked</translation>
    </message>
    <message>
        <source>Enter does it</source>
        <translation>Enter does it</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>No number</translation>
    </message>
    <message>
        <source>to call back</source>
        <translation>to call back</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Caution</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search results</source>
        <translation>Search results</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Enter the address and the code</source>
        <translation>Enter the address and the code</translation>
    </message>
    <message>
        <source>This device joined {house}</source>
        <translation>This device joined {house}</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>In sync</translation>
    </message>
    <message>
        <source>Not in sync yet; everything is kept and sent later</source>
        <translation>Not in sync yet; everything is kept and sent later</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Saved: {name}</translation>
    </message>
    <message>
        <source>A shift closes after it opens: {opens} to {closes} cannot be</source>
        <translation>A shift closes after it opens: {opens} to {closes} cannot be</translation>
    </message>
    <message>
        <source>Choose at least one weekday for each shift</source>
        <translation>Choose at least one weekday for each shift</translation>
    </message>
    <message>
        <source>“{text}” is no time: write 17:00, or 26:00 for 2 a.m.</source>
        <translation>“{text}” is no time: write 17:00, or 26:00 for 2 a.m.</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>House</source>
        <translation>House</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Screen</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>New reservation</source>
        <translation>New reservation</translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation>Reservation</translation>
    </message>
    <message>
        <source>Begun {day}</source>
        <translation>Begun {day}</translation>
    </message>
    <message>
        <source>Choose a time</source>
        <translation>Choose a time</translation>
    </message>
    <message>
        <source>Enter a name or a phone number</source>
        <translation>Enter a name or a phone number</translation>
    </message>
    <message>
        <source>not free</source>
        <translation>not free</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>tight</translation>
    </message>
    <message>
        <source>This booking was deleted on another device. Saving brings it back.</source>
        <translation>This booking was deleted on another device. Saving brings it back.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{who} changed {field} too: was {base}, yours {mine}, theirs {theirs}</source>
        <translation>{who} changed {field} too: was {base}, yours {mine}, theirs {theirs}</translation>
    </message>
    <message>
        <source>{who} changed {field}: {base} → {theirs}</source>
        <translation>{who} changed {field}: {base} → {theirs}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Somebody</translation>
    </message>
    <message>
        <source>{who}: {state}</source>
        <translation>{who}: {state}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>A request; the answer was due at {time}, {length} ago</source>
        <translation>A request; the answer was due at {time}, {length} ago</translation>
    </message>
    <message>
        <source>A request; answer by {time}, {length} left</source>
        <translation>A request; answer by {time}, {length} left</translation>
    </message>
</context>
<context>
    <name>ShiftBox</name>
    <message>
        <source>Name, such as Dinner</source>
        <translation>Name, such as Dinner</translation>
    </message>
    <message>
        <source>Name of the shift</source>
        <translation>Name of the shift</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>Opens at</translation>
    </message>
    <message>
        <source>Closes at, such as 26:00</source>
        <translation>Closes at, such as 26:00</translation>
    </message>
    <message>
        <source>Take this shift away</source>
        <translation>Take this shift away</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Somebody new</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New PIN, 4 to 8 digits (may be left empty)</source>
        <translation>New PIN, 4 to 8 digits (may be left empty)</translation>
    </message>
    <message>
        <source>Manager: may also export, merge and delete</source>
        <translation>Manager: may also export, merge and delete</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>Works here</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>manager</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>left</source>
        <translation>left</translation>
    </message>
</context>
<context>
    <name>StaffPicker</name>
    <message>
        <source>Who signs?</source>
        <translation>Who signs?</translation>
    </message>
    <message>
        <source>Nobody signs any more once a PIN-holder is idle for</source>
        <translation>Nobody signs any more once a PIN-holder is idle for</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Nobody signs</source>
        <translation>Nobody signs</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>PIN of {name}</translation>
    </message>
</context>
<context>
    <name>StaffRow</name>
    <message>
        <source>Your name (manager)</source>
        <translation>Your name (manager)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>PIN, 4 to 8 digits, if wanted</source>
        <translation>PIN, 4 to 8 digits, if wanted</translation>
    </message>
</context>
<context>
    <name>StateSection</name>
    <message>
        <source>To: {state}</source>
        <translation>To: {state}</translation>
    </message>
    <message>
        <source>Other moves</source>
        <translation>Other moves</translation>
    </message>
</context>
<context>
    <name>SyncRoom</name>
    <message>
        <source>{count} more wait for it</source>
        <translation>{count} more wait for it</translation>
    </message>
    <message>
        <source>something deleted</source>
        <translation>something deleted</translation>
    </message>
    <message>
        <source>The hub refused: {why}</source>
        <translation>The hub refused: {why}</translation>
    </message>
    <message>
        <source>{what} against the hub&apos;s. Set it right; nothing is lost</source>
        <translation>{what} against the hub&apos;s. Set it right; nothing is lost</translation>
    </message>
    <message>
        <source>The clock of {device} is about {minutes} min fast: set it right</source>
        <translation>The clock of {device} is about {minutes} min fast: set it right</translation>
    </message>
    <message>
        <source>a device without a name</source>
        <translation>a device without a name</translation>
    </message>
    <message>
        <source>{count} waiting, the oldest for {minutes} min</source>
        <translation>{count} waiting, the oldest for {minutes} min</translation>
    </message>
    <message>
        <source>{first} to {last}, {count} times</source>
        <translation>{first} to {last}, {count} times</translation>
    </message>
    <message>
        <source>In sync: the contents were compared and are equal</source>
        <translation>In sync: the contents were compared and are equal</translation>
    </message>
    <message>
        <source>Connected; not everything is equal yet</source>
        <translation>Connected; not everything is equal yet</translation>
    </message>
    <message>
        <source>No answer from the hub; everything is kept here</source>
        <translation>No answer from the hub; everything is kept here</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>sent {count}</source>
        <translation>sent {count}</translation>
    </message>
    <message>
        <source>fetched {count}</source>
        <translation>fetched {count}</translation>
    </message>
    <message>
        <source>repaired {count}</source>
        <translation>repaired {count}</translation>
    </message>
    <message>
        <source>differed from the hub, made equal change by change</source>
        <translation>differed from the hub, made equal change by change</translation>
    </message>
    <message>
        <source>altered on this disk, restored from its changes</source>
        <translation>altered on this disk, restored from its changes</translation>
    </message>
    <message>
        <source>The check sum of the book had drifted, computed anew</source>
        <translation>The check sum of the book had drifted, computed anew</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>The house</translation>
    </message>
    <message>
        <source>An area</source>
        <translation>An area</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>A table</translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation>A member of staff</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>A call</translation>
    </message>
    <message>
        <source>A notice</source>
        <translation>A notice</translation>
    </message>
    <message>
        <source>Connection and queue</source>
        <translation>Connection and queue</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>On the way</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Repairs</translation>
    </message>
    <message>
        <source>Last rounds</source>
        <translation>Last rounds</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>made here</translation>
    </message>
    <message>
        <source>at the hub</source>
        <translation>at the hub</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>superseded</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>set aside</translation>
    </message>
    <message>
        <source>Nothing is lost: every change made here is accounted for</source>
        <translation>Nothing is lost: every change made here is accounted for</translation>
    </message>
    <message>
        <source>The sum does not balance: tell whoever looks after this device</source>
        <translation>The sum does not balance: tell whoever looks after this device</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Give this up for good? Only the history will show it.</source>
        <translation>Give this up for good? Only the history will show it.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>Give it up</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>Give up…</translation>
    </message>
    <message>
        <source>{action}: {what}</source>
        <translation>{action}: {what}</translation>
    </message>
</context>
<context>
    <name>TableBox</name>
    <message>
        <source>Name of the table</source>
        <translation>Name of the table</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Fewer seats</source>
        <translation>Fewer seats</translation>
    </message>
    <message>
        <source>More seats</source>
        <translation>More seats</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>Smallest party</translation>
    </message>
    <message>
        <source>A smaller party</source>
        <translation>A smaller party</translation>
    </message>
    <message>
        <source>A larger party</source>
        <translation>A larger party</translation>
    </message>
    <message>
        <source>Width, cm</source>
        <translation>Width, cm</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Narrower</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Wider</translation>
    </message>
    <message>
        <source>Depth, cm</source>
        <translation>Depth, cm</translation>
    </message>
    <message>
        <source>Shallower</source>
        <translation>Shallower</translation>
    </message>
    <message>
        <source>Deeper</source>
        <translation>Deeper</translation>
    </message>
    <message>
        <source>Turn to the left</source>
        <translation>Turn to the left</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>Turn to the right</translation>
    </message>
    <message>
        <source>Another like it</source>
        <translation>Another like it</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Square</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Round</translation>
    </message>
</context>
<context>
    <name>TableForm</name>
    <message>
        <source>Set on another device meanwhile; saving keeps what you typed.</source>
        <translation>Set on another device meanwhile; saving keeps what you typed.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>Smallest party</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tables beside it</source>
        <translation>Tables beside it</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Out of use</translation>
    </message>
</context>
<context>
    <name>TableSection</name>
    <message>
        <source>No table yet</source>
        <translation>No table yet</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Promised to the guest</source>
        <translation>Promised to the guest</translation>
    </message>
    <message>
        <source>Length of stay</source>
        <translation>Length of stay</translation>
    </message>
    <message>
        <source>15 minutes shorter</source>
        <translation>15 minutes shorter</translation>
    </message>
    <message>
        <source>15 minutes longer</source>
        <translation>15 minutes longer</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats} seats</translation>
    </message>
    <message>
        <source>{table}, suggested</source>
        <translation>{table}, suggested</translation>
    </message>
</context>
<context>
    <name>TagSection</name>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Another tag, then Enter</source>
        <translation>Another tag, then Enter</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>anniversary</source>
        <translation>anniversary</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>birthday</translation>
    </message>
    <message>
        <source>business</source>
        <translation>business</translation>
    </message>
    <message>
        <source>regular</source>
        <translation>regular</translation>
    </message>
</context>
<context>
    <name>TileButton</name>
    <message>
        <source>today</source>
        <translation>today</translation>
    </message>
</context>
<context>
    <name>TimeButton</name>
    <message>
        <source>{pace} guests</source>
        <translation>{pace} guests</translation>
    </message>
    <message>
        <source>no table free</source>
        <translation>no table free</translation>
    </message>
    <message>
        <source>over the house&apos;s pace</source>
        <translation>over the house&apos;s pace</translation>
    </message>
    <message>
        <source>full {pace}</source>
        <translation>full {pace}</translation>
    </message>
</context>
<context>
    <name>TimeSection</name>
    <message>
        <source>until {time}, {minutes} min</source>
        <translation>until {time}, {minutes} min</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Time, such as 19:00 or 25:30</source>
        <translation>Time, such as 19:00 or 25:30</translation>
    </message>
    <message>
        <source>19:00, 25:30</source>
        <translation>19:00, 25:30</translation>
    </message>
    <message>
        <source>Earlier times</source>
        <translation>Earlier times</translation>
    </message>
    <message>
        <source>Later times</source>
        <translation>Later times</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>No table yet</source>
        <translation>No table yet</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Elsewhere</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Out of use</translation>
    </message>
    <message>
        <source>{seats} p</source>
        <translation>{seats} p</translation>
    </message>
    <message>
        <source>{least}–{most} p</source>
        <translation>{least}–{most} p</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Tight</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Wrong size</source>
        <translation>Wrong size</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{row}: {party}, until {end}</source>
        <translation>{row}: {party}, until {end}</translation>
    </message>
    <message>
        <source>{party}, table promised</source>
        <translation>{party}, table promised</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Timeline</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>The reservation</source>
        <translation>The reservation</translation>
    </message>
    <message>
        <source>no table</source>
        <translation>no table</translation>
    </message>
    <message>
        <source>change</source>
        <translation>change</translation>
    </message>
    <message>
        <source>{name}, {what}</source>
        <translation>{name}, {what}</translation>
    </message>
    <message>
        <source>booking</source>
        <translation>booking</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status</translation>
    </message>
    <message>
        <source>move</source>
        <translation>move</translation>
    </message>
    <message>
        <source>length of stay</source>
        <translation>length of stay</translation>
    </message>
    <message>
        <source>walk-in</source>
        <translation>walk-in</translation>
    </message>
    <message>
        <source>place on the waitlist</source>
        <translation>place on the waitlist</translation>
    </message>
    <message>
        <source>wait they were told</source>
        <translation>wait they were told</translation>
    </message>
    <message>
        <source>call from the waitlist</source>
        <translation>call from the waitlist</translation>
    </message>
    <message>
        <source>leaving the waitlist</source>
        <translation>leaving the waitlist</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>notice</translation>
    </message>
    <message>
        <source>notice done</source>
        <translation>notice done</translation>
    </message>
    <message>
        <source>notice read</source>
        <translation>notice read</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>deletion</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>memo</translation>
    </message>
    <message>
        <source>settled clash</source>
        <translation>settled clash</translation>
    </message>
    <message>
        <source>lines from paper</source>
        <translation>lines from paper</translation>
    </message>
    <message>
        <source>guest card</source>
        <translation>guest card</translation>
    </message>
    <message>
        <source>import</source>
        <translation>import</translation>
    </message>
    <message>
        <source>joined cards</source>
        <translation>joined cards</translation>
    </message>
    <message>
        <source>cards taken apart</source>
        <translation>cards taken apart</translation>
    </message>
    <message>
        <source>Taken back: the clash is open again</source>
        <translation>Taken back: the clash is open again</translation>
    </message>
    <message>
        <source>The clash is settled again</source>
        <translation>The clash is settled again</translation>
    </message>
    <message>
        <source>{name} booked for {time}</source>
        <translation>{name} booked for {time}</translation>
    </message>
    <message>
        <source>{name} changed</source>
        <translation>{name} changed</translation>
    </message>
    <message>
        <source>{name}: {status}</source>
        <translation>{name}: {status}</translation>
    </message>
    <message>
        <source>{name} moved to {table}, {time}</source>
        <translation>{name} moved to {table}, {time}</translation>
    </message>
    <message>
        <source>{name}: length of stay changed</source>
        <translation>{name}: length of stay changed</translation>
    </message>
    <message>
        <source>{name} seated at {table}</source>
        <translation>{name} seated at {table}</translation>
    </message>
    <message>
        <source>{name} waits for a table</source>
        <translation>{name} waits for a table</translation>
    </message>
    <message>
        <source>{name}: told the wait</source>
        <translation>{name}: told the wait</translation>
    </message>
    <message>
        <source>{name} called in</source>
        <translation>{name} called in</translation>
    </message>
    <message>
        <source>{name} gave up waiting</source>
        <translation>{name} gave up waiting</translation>
    </message>
    <message>
        <source>Notice written</source>
        <translation>Notice written</translation>
    </message>
    <message>
        <source>Notice changed</source>
        <translation>Notice changed</translation>
    </message>
    <message>
        <source>Notice done</source>
        <translation>Notice done</translation>
    </message>
    <message>
        <source>Notice marked as read</source>
        <translation>Notice marked as read</translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>{name} deleted</translation>
    </message>
    <message>
        <source>Memo kept with the call</source>
        <translation>Memo kept with the call</translation>
    </message>
    <message>
        <source>Taken over: {name}</source>
        <translation>Taken over: {name}</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>Brought back from paper</source>
        <translation>Brought back from paper</translation>
    </message>
    <message>
        <source>Taken back: {name}</source>
        <translation>Taken back: {name}</translation>
    </message>
    <message>
        <source>Done again: {name}</source>
        <translation>Done again: {name}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>TroubleView</name>
    <message>
        <source>The book cannot be opened</source>
        <translation>The book cannot be opened</translation>
    </message>
    <message>
        <source>Restore the last good backup</source>
        <translation>Restore the last good backup</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>TurnBox</name>
    <message>
        <source>Up to so many guests</source>
        <translation>Up to so many guests</translation>
    </message>
    <message>
        <source>Fewer guests</source>
        <translation>Fewer guests</translation>
    </message>
    <message>
        <source>More guests</source>
        <translation>More guests</translation>
    </message>
    <message>
        <source>Minutes at the table</source>
        <translation>Minutes at the table</translation>
    </message>
    <message>
        <source>Fewer minutes</source>
        <translation>Fewer minutes</translation>
    </message>
    <message>
        <source>More minutes</source>
        <translation>More minutes</translation>
    </message>
    <message>
        <source>up to </source>
        <translation>up to </translation>
    </message>
    <message>
        <source> p</source>
        <translation> p</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Take this rule away</source>
        <translation>Take this rule away</translation>
    </message>
</context>
<context>
    <name>WaitForm</name>
    <message>
        <source>How many guests (adults)?</source>
        <translation>How many guests (adults)?</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>One child fewer</source>
        <translation>One child fewer</translation>
    </message>
    <message>
        <source>One child more</source>
        <translation>One child more</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name or number</translation>
    </message>
    <message>
        <source>Put on the waitlist</source>
        <translation>Put on the waitlist</translation>
    </message>
    <message>
        <source>Name, or no. {number}</source>
        <translation>Name, or no. {number}</translation>
    </message>
    <message>
        <source>No promise</source>
        <translation>No promise</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>How long shall we say it will be?</source>
        <translation>How long shall we say it will be?</translation>
    </message>
    <message>
        <source>How long shall we say? No table in sight tonight.</source>
        <translation>How long shall we say? No table in sight tonight.</translation>
    </message>
    <message>
        <source>How long shall we say? A table is free now.</source>
        <translation>How long shall we say? A table is free now.</translation>
    </message>
    <message>
        <source>How long shall we say? About {minutes} min, as it looks.</source>
        <translation>How long shall we say? About {minutes} min, as it looks.</translation>
    </message>
</context>
<context>
    <name>WaitRow</name>
    <message>
        <source>Seat</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>Call in</translation>
    </message>
    <message>
        <source>+{minutes} min</source>
        <translation>+{minutes} min</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>{what}: {who}</source>
        <translation>{what}: {who}</translation>
    </message>
    <message>
        <source>No table for {covers} is free now.</source>
        <translation>No table for {covers} is free now.</translation>
    </message>
</context>
<context>
    <name>WaitlistCard</name>
    <message>
        <source>Take a party</source>
        <translation>Take a party</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>Nobody waits.</translation>
    </message>
    <message>
        <source>Back to who waits</source>
        <translation>Back to who waits</translation>
    </message>
    <message>
        <source>Waitlist ({count})</source>
        <translation>Waitlist ({count})</translation>
    </message>
    <message>
        <source>Waitlist</source>
        <translation>Waitlist</translation>
    </message>
</context>
<context>
    <name>WalkInCard</name>
    <message>
        <source>Walk-in</source>
        <translation>Walk-in</translation>
    </message>
    <message>
        <source>How many guests?</source>
        <translation>How many guests?</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>Free now</translation>
    </message>
    <message>
        <source>No table for {covers} is free now.</source>
        <translation>No table for {covers} is free now.</translation>
    </message>
    <message>
        <source>No table is free now.</source>
        <translation>No table is free now.</translation>
    </message>
    <message>
        <source>To the waitlist (about {minutes} min)</source>
        <translation>To the waitlist (about {minutes} min)</translation>
    </message>
    <message>
        <source>To the waitlist</source>
        <translation>To the waitlist</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Dinner</source>
        <translation>Dinner</translation>
    </message>
    <message>
        <source>Fetching the book</source>
        <translation>Fetching the book</translation>
    </message>
    <message>
        <source>Fetching the book: {percent} %</source>
        <translation>Fetching the book: {percent} %</translation>
    </message>
    <message>
        <source>Enter the address and the code</source>
        <translation>Enter the address and the code</translation>
    </message>
    <message>
        <source>The house needs a name</source>
        <translation>The house needs a name</translation>
    </message>
    <message>
        <source>Begin with at most {count} tables; add more in settings</source>
        <translation>Begin with at most {count} tables; add more in settings</translation>
    </message>
    <message>
        <source>A PIN needs a name beside it</source>
        <translation>A PIN needs a name beside it</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>Hall</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Counter</translation>
    </message>
</context>
<context>
    <name>WelcomeView</name>
    <message>
        <source>Noren</source>
        <translation>Noren</translation>
    </message>
    <message>
        <source>The reservation book that goes on when the internet does not</source>
        <translation>The reservation book that goes on when the internet does not</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name of this device</translation>
    </message>
    <message>
        <source>A new house</source>
        <translation>A new house</translation>
    </message>
    <message>
        <source>Ready in two minutes, hub or not</source>
        <translation>Ready in two minutes, hub or not</translation>
    </message>
    <message>
        <source>Join a house</source>
        <translation>Join a house</translation>
    </message>
    <message>
        <source>With the address of its hub and a code</source>
        <translation>With the address of its hub and a code</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>Look around</translation>
    </message>
    <message>
        <source>A sample evening; nothing of it is kept</source>
        <translation>A sample evening; nothing of it is kept</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Address of the hub</translation>
    </message>
    <message>
        <source>Pairing code</source>
        <translation>Pairing code</translation>
    </message>
    <message>
        <source>Join the house</source>
        <translation>Join the house</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>en</source>
        <translation>en</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation>{weekday} {day} {month_name}</translation>
    </message>
    <message>
        <source>{day} {month_name} {year}</source>
        <translation>{day} {month_name} {year}</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>No table yet</translation>
    </message>
    <message>
        <source>{day} {time}  {party}  {table}</source>
        <translation>{day} {time}  {party}  {table}</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>First visit</translation>
    </message>
    <message>
        <source>Visits {count}</source>
        <translation>Visits {count}</translation>
    </message>
    <message>
        <source>last {day}</source>
        <translation>last {day}</translation>
    </message>
    <message>
        <source>no-shows {count}</source>
        <translation>no-shows {count}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>{actor} ({device})</source>
        <translation>{actor} ({device})</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>somebody</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>Adults</source>
        <translation>Adults</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>Infants</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>Kana</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>Anniversary</translation>
    </message>
    <message>
        <source>Guest card</source>
        <translation>Guest card</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Table promised</source>
        <translation>Table promised</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>Allergies</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Caution</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>Answer by</translation>
    </message>
    <message>
        <source>Told the wait at</source>
        <translation>Told the wait at</translation>
    </message>
    <message>
        <source>Wait they were told</source>
        <translation>Wait they were told</translation>
    </message>
    <message>
        <source>Called in at</source>
        <translation>Called in at</translation>
    </message>
    <message>
        <source>Arrived at</source>
        <translation>Arrived at</translation>
    </message>
    <message>
        <source>Seated at</source>
        <translation>Seated at</translation>
    </message>
    <message>
        <source>Left at</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Joined with</source>
        <translation>Joined with</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Fewest seats</source>
        <translation>Fewest seats</translation>
    </message>
    <message>
        <source>Most seats</source>
        <translation>Most seats</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Out of use</translation>
    </message>
    <message>
        <source>Kind of table</source>
        <translation>Kind of table</translation>
    </message>
    <message>
        <source>Can be pushed together with</source>
        <translation>Can be pushed together with</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Place on the floor</source>
        <translation>Place on the floor</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>Works here</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>Closed on</translation>
    </message>
    <message>
        <source>Open all the same</source>
        <translation>Open all the same</translation>
    </message>
    <message>
        <source>Length of stay by party</source>
        <translation>Length of stay by party</translation>
    </message>
    <message>
        <source>Infants take a seat</source>
        <translation>Infants take a seat</translation>
    </message>
    <message>
        <source>PIN (4 to 8 digits)</source>
        <translation>PIN (4 to 8 digits)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Time zone</translation>
    </message>
    <message>
        <source>Change of the business day</source>
        <translation>Change of the business day</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Pace</translation>
    </message>
    <message>
        <source>Area code</source>
        <translation>Area code</translation>
    </message>
    <message>
        <source>Closing days</source>
        <translation>Closing days</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Written by</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Read by</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Deleted</translation>
    </message>
</context>
</TS>
