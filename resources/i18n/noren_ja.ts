<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>CalendarCard</name>
    <message>
        <source>Choose a day</source>
        <translation>日付を選ぶ</translation>
    </message>
</context>
<context>
    <name>Caller</name>
    <message>
        <source>{device} is on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rang; outcome unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pay phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number not received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} guests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps (last 8 digits)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {booking}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next {booking}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}, {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallerCardView</name>
    <message>
        <source>New reservation</source>
        <translation>新規予約</translation>
    </message>
    <message>
        <source>Open reservation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the caller wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the call away; it stays in the call list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Call back: {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>Cautions</name>
    <message>
        <source>{tables} is taken by {party} from {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table was removed from the floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{table} is out of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{table} stands in an area that was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tables} seats {seats}; the party needs {needed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tables} is kept for {seats} guests or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{covers} guests start at {slot}; the house takes {covers_max}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The house is closed on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} is outside opening hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{party} is already booked at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{phone} is not a whole phone number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClashDock</name>
    <message>
        <source>The clash before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next clash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} ({who})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: in the book now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Clashes</name>
    <message>
        <source> / </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} {table} is promised twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose}: deleted here, edited there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose}: two answers for {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} to {tables}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} to {tables} together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} to {tables}, {other} to {other_tables}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} at {time}, {tables}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} without a table for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no call needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled: {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The house</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A booking</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>{count} to settle</source>
        <translation>要確認 {count}件</translation>
    </message>
    <message>
        <source>{count} set aside</source>
        <translation>保留 {count}件</translation>
    </message>
    <message>
        <source>Caller ID stopped since {time}</source>
        <translation>電話連携 停止 {time}〜</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>この端末だけで使用中</translation>
    </message>
    <message>
        <source>The hub refuses: {why}. {count} saved here</source>
        <translation>サーバーが受け付けません：{why}&#x3000;この端末に {count}件を保存済み</translation>
    </message>
    <message>
        <source>Sending {count}</source>
        <translation>送信中 {count}件</translation>
    </message>
    <message>
        <source>In sync {time}</source>
        <translation>同期済み {time}</translation>
    </message>
    <message>
        <source>Offline since {time}, the book is open</source>
        <translation>オフライン {time}〜&#x3000;台帳はそのまま使えます</translation>
    </message>
    <message>
        <source>Offline since {time}, {count} saved, sent when back</source>
        <translation>オフライン {time}〜&#x3000;{count}件を保存済み、復帰後に自動で送ります</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {minutes} min fast</source>
        <translation>この端末の時計が {minutes} 分進んでいます</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {minutes} min slow</source>
        <translation>この端末の時計が {minutes} 分遅れています</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Show in Japanese</source>
        <translation>英語で表示</translation>
    </message>
    <message>
        <source>Light or evening colours</source>
        <translation>明るい画面・夜の画面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボード操作</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>本番</translation>
    </message>
    <message>
        <source>Nobody signs</source>
        <translation>担当者なし</translation>
    </message>
    <message>
        <source>{name} ({device})</source>
        <translation>{name}（{device}）</translation>
    </message>
    <message>
        <source>Who signs: {name}</source>
        <translation>担当者：{name}</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n part(ies)</source>
        <translation>
            <numerusform>%n組</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s)</source>
        <translation>
            <numerusform>%n名様</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n adult(s)</source>
        <translation>
            <numerusform>大人%n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n child(ren)</source>
        <translation>
            <numerusform>子供%n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n infant(s)</source>
        <translation>
            <numerusform>幼児%n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayListView</name>
    <message>
        <source>Open the reservation</source>
        <translation>予約を開く</translation>
    </message>
    <message>
        <source>Reservations of the day</source>
        <translation>この日の予約</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>来店前</translation>
    </message>
    <message>
        <source>In house</source>
        <translation>在店</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>No reservations on this day.
Press N to take the first one.</source>
        <translation>この日の予約はまだありません。
N キーで最初の予約を受けられます。</translation>
    </message>
    <message>
        <source>Nobody is still to come.</source>
        <translation>これから来店の予約はありません。</translation>
    </message>
    <message>
        <source>Nobody is in the house.</source>
        <translation>在店中のお客様はいません。</translation>
    </message>
    <message>
        <source>Nobody has left, cancelled or failed to come.</source>
        <translation>退店・取消・ノーショーはありません。</translation>
    </message>
</context>
<context>
    <name>DaySection</name>
    <message>
        <source>The day before</source>
        <translation>前の日</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>次の日</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>日付を選ぶ</translation>
    </message>
</context>
<context>
    <name>DetailSection</name>
    <message>
        <source>Seats only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another allergy, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shrimp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>buckwheat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>egg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>milk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wheat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peanut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>walnut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>Birthday {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anniversary {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuestCardView</name>
    <message>
        <source>Guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>新規予約</translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1980-12-24 or 昭和55年12月24日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next reservation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier reservations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined with this card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this card just now. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuestSection</name>
    <message>
        <source>Caution: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Name, kana or phone</source>
        <translation>名前・かな・電話番号</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a guest card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>The day before</source>
        <translation>前の日</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>次の日</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Name, kana or phone</source>
        <translation>名前・かな・電話番号</translation>
    </message>
    <message>
        <source>Search guests and bookings</source>
        <translation>お客様と予約を検索</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規予約</translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>新規予約</translation>
    </message>
    <message>
        <source>{day}, choose another day</source>
        <translation>{day}、別の日を選ぶ</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>火</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>水</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>木</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>金</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>土</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation>{month}月{day}日({weekday})</translation>
    </message>
    <message>
        <source>{seen} in / {expected} guests, {parties}</source>
        <translation>来店 {seen}／予定 {expected}名・{parties}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>New reservation</source>
        <translation>新規予約</translation>
    </message>
    <message>
        <source>Walk-in: seat a party now</source>
        <translation>ウォークイン：今すぐ着席</translation>
    </message>
    <message>
        <source>Search guests and bookings</source>
        <translation>お客様と予約を検索</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>前の日</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>次の日</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>To the timeline</source>
        <translation>タイムラインへ</translation>
    </message>
    <message>
        <source>Clashes to settle</source>
        <translation>衝突・要確認</translation>
    </message>
    <message>
        <source>Connection and queue</source>
        <translation>接続と送信待ち</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Light or evening</source>
        <translation>明るい画面・夜の画面</translation>
    </message>
    <message>
        <source>Japanese or English</source>
        <translation>日本語・英語</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>この一覧</translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation>開いているものを閉じる</translation>
    </message>
    <message>
        <source>Move the selection</source>
        <translation>選択を移動</translation>
    </message>
    <message>
        <source>Open the selected reservation</source>
        <translation>選択中の予約を開く</translation>
    </message>
    <message>
        <source>Move the party on: arrived, seated, bill, left</source>
        <translation>次の状態へ：来店・着席・会計・退店</translation>
    </message>
    <message>
        <source>Every move of the party</source>
        <translation>状態をすべて表示</translation>
    </message>
    <message>
        <source>Timeline: 15 minutes</source>
        <translation>タイムライン：15分ずらす</translation>
    </message>
    <message>
        <source>Timeline: another table</source>
        <translation>タイムライン：席を移す</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{house}: reservations</source>
        <translation>{house}&#x3000;予約台帳</translation>
    </message>
    <message>
        <source>TRAINING: nothing here reaches the real book</source>
        <translation>練習&#x3000;この台帳への記入は本番には届きません</translation>
    </message>
</context>
<context>
    <name>NewsLine</name>
    <message>
        <source>Before: {base}&lt;br&gt;Yours: {mine}&lt;br&gt;Theirs: {theirs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartySection</name>
    <message>
        <source>Adults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One adult fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One adult more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One child fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One child more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Infants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One infant fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One infant more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>{what}: {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>解決しました</translation>
    </message>
    <message>
        <source>Joined with another card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken apart again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked to a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booking mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a guest card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>The party cannot take that step from where it stands.</source>
        <translation>今の状態からはその状態にできません。</translation>
    </message>
    <message>
        <source>That is no longer in the book. It was deleted on another device.</source>
        <translation>台帳にありません。別の端末で削除されました。</translation>
    </message>
    <message>
        <source>That cannot be undone: it was changed again since.</source>
        <translation>その後に変更されたため、元に戻せません。</translation>
    </message>
    <message>
        <source>Another device has changed it since. Cancel it instead of undoing it.</source>
        <translation>別の端末でその後に変更されています。元に戻す代わりに取消にしてください。</translation>
    </message>
    <message>
        <source>That time lies outside the business day.</source>
        <translation>営業日の時間外です。</translation>
    </message>
    <message>
        <source>The disk is full and nothing was saved. Make room, then try again.</source>
        <translation>ディスクの空きがなく、保存できませんでした。空きを作ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>Another program holds the book. Try again in a moment.</source>
        <translation>別のプログラムが台帳を使用中です。少し待ってもう一度お試しください。</translation>
    </message>
    <message>
        <source>The book cannot be written. Mend the permissions of its folder.</source>
        <translation>台帳に書き込めません。フォルダーの権限を確認してください。</translation>
    </message>
</context>
<context>
    <name>ReservationSheet</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read this to the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun: {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>新規予約</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}様</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>{covers}</source>
        <translation>{covers}名</translation>
    </message>
    <message>
        <source>{covers} ({sorts})</source>
        <translation>{covers}（{sorts}）</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待ち</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>回答待ち</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>確認済</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>遅れ</translation>
    </message>
    <message>
        <source>Partly in</source>
        <translation>一部来店</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>来店</translation>
    </message>
    <message>
        <source>Seated</source>
        <translation>着席</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>会計</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>退店</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>ノーショー</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>二重予約</translation>
    </message>
    <message>
        <source>Double-booked</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>To settle</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>{minutes} min late</source>
        <translation>{minutes}分遅れ</translation>
    </message>
    <message>
        <source>{minutes} min over time</source>
        <translation>{minutes}分超過</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>初回</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Type three digits of a number or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Enter the address and the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device joined {house}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in sync yet; everything is kept and sent later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shift closes after it opens: {opens} to {closes} cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one weekday for each shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no time: write 17:00, or 26:00 for 2 a.m.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Begun {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a name or a phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This booking was deleted on another device. Saving brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>{who} changed {field} too: was {base}, yours {mine}, theirs {theirs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} changed {field}: {base} → {theirs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボード操作</translation>
    </message>
</context>
<context>
    <name>StaffPicker</name>
    <message>
        <source>Who signs?</source>
        <translation>担当者は？</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>暗証番号</translation>
    </message>
    <message>
        <source>Nobody signs</source>
        <translation>担当者なし</translation>
    </message>
    <message>
        <source>That is not the PIN. Try again.</source>
        <translation>暗証番号が違います。もう一度どうぞ。</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>{name}さんの暗証番号</translation>
    </message>
</context>
<context>
    <name>SyncRoom</name>
    <message>
        <source>{count} more wait for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer from the hub; {count} kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub refused: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This house has no hub yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In sync: the contents were compared and are equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected; {count} still to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The house</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableSection</name>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised to the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>15 minutes shorter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>15 minutes longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{table}, suggested</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeButton</name>
    <message>
        <source>{pace} guests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no table free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over the house&apos;s pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full {pace}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeSection</name>
    <message>
        <source>until {time}, {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time, such as 19:00 or 25:30</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>19:00, 25:30</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later times</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>使用不可</translation>
    </message>
    <message>
        <source>{seats} p</source>
        <translation>{seats}名</translation>
    </message>
    <message>
        <source>{least}–{most} p</source>
        <translation>{least}–{most}名</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空き</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>余裕なし</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>先約あり</translation>
    </message>
    <message>
        <source>Wrong size</source>
        <translation>席数違い</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>{row}: {party}, until {end}</source>
        <translation>{row}、{party}、{end}まで</translation>
    </message>
    <message>
        <source>{party}, table promised</source>
        <translation>{party}、席固定</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The reservation</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>no table</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>{name} booked for {time}</source>
        <translation>{name}を{time}に予約しました</translation>
    </message>
    <message>
        <source>{name} changed</source>
        <translation>{name}の予約を変更しました</translation>
    </message>
    <message>
        <source>{name}: {status}</source>
        <translation>{name}を「{status}」にしました</translation>
    </message>
    <message>
        <source>{name} moved to {table}, {time}</source>
        <translation>{name}を{table}・{time}に移しました</translation>
    </message>
    <message>
        <source>{name}: length of stay changed</source>
        <translation>{name}の滞在時間を変更しました</translation>
    </message>
    <message>
        <source>{name} seated at {table}</source>
        <translation>{name}を{table}にご案内しました</translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>{name}の予約を削除しました</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>解決しました</translation>
    </message>
    <message>
        <source>Taken back: {name}</source>
        <translation>元に戻しました：{name}</translation>
    </message>
    <message>
        <source>Done again: {name}</source>
        <translation>やり直しました：{name}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
</context>
<context>
    <name>WalkInCard</name>
    <message>
        <source>{table} · {seats}</source>
        <translation>{table}・{seats}名</translation>
    </message>
    <message>
        <source>{table}, up to {seats}</source>
        <translation>{table}、{seats}名まで</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>Free now: choose a table</source>
        <translation>今空いている席</translation>
    </message>
    <message>
        <source>How many guests?</source>
        <translation>何名様？</translation>
    </message>
    <message>
        <source>No table is free now.</source>
        <translation>今空いている席はありません。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Dinner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address and the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The house needs a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with at most {count} tables; add more in settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>en</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}様</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation>{month}月{day}日({weekday})</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>{day} {time}  {party}  {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>初回</translation>
    </message>
    <message>
        <source>Visits {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-shows {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{actor} ({device})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Infants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guest card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seated at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
