<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ActsCard</name>
    <message>
        <source>What was done last</source>
        <translation>直前の操作</translation>
    </message>
    <message>
        <source>Nothing was written on this device yet.</source>
        <translation>この端末ではまだ何も記入していません。</translation>
    </message>
</context>
<context>
    <name>AllergySection</name>
    <message>
        <source>Allergies</source>
        <translation>アレルギー</translation>
    </message>
    <message>
        <source>Another allergy, then Enter</source>
        <translation>ほかのアレルギー（Enterで追加）</translation>
    </message>
    <message>
        <source>shrimp</source>
        <translation>えび</translation>
    </message>
    <message>
        <source>crab</source>
        <translation>かに</translation>
    </message>
    <message>
        <source>wheat</source>
        <translation>小麦</translation>
    </message>
    <message>
        <source>buckwheat</source>
        <translation>そば</translation>
    </message>
    <message>
        <source>egg</source>
        <translation>卵</translation>
    </message>
    <message>
        <source>milk</source>
        <translation>乳</translation>
    </message>
    <message>
        <source>peanut</source>
        <translation>落花生</translation>
    </message>
    <message>
        <source>walnut</source>
        <translation>くるみ</translation>
    </message>
</context>
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
        <translation>{device}が対応中</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>応答済み</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Rang; outcome unknown</source>
        <translation>着信（結果不明）</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>非通知</translation>
    </message>
    <message>
        <source>Pay phone</source>
        <translation>公衆電話</translation>
    </message>
    <message>
        <source>Out of area</source>
        <translation>表示圏外</translation>
    </message>
    <message>
        <source>Number not received</source>
        <translation>番号受信エラー</translation>
    </message>
    <message>
        <source>No number delivered</source>
        <translation>番号通知なし</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>{count} guests</source>
        <translation>該当 {count}名</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>該当者なし</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>どなたからですか？</translation>
    </message>
    <message>
        <source>Perhaps (last 8 digits)</source>
        <translation>候補（下8桁が同じ）</translation>
    </message>
    <message>
        <source>Today {booking}</source>
        <translation>本日 {booking}</translation>
    </message>
    <message>
        <source>Next {booking}</source>
        <translation>次の予約 {booking}</translation>
    </message>
    <message>
        <source>since {time}, {seconds} s</source>
        <translation>{time}から {seconds}秒</translation>
    </message>
</context>
<context>
    <name>CallerCardView</name>
    <message>
        <source>New reservation</source>
        <translation>予約作成</translation>
    </message>
    <message>
        <source>Open reservation</source>
        <translation>既存予約を開く</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>用件メモ</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>What the caller wanted</source>
        <translation>ご用件</translation>
    </message>
    <message>
        <source>Put the call away; it stays in the call list</source>
        <translation>着信を閉じる（着信一覧には残ります）</translation>
    </message>
    <message>
        <source>Show this call</source>
        <translation>この着信を表示</translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation>要注意：{why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Call back: {number}</source>
        <translation>折り返し先 {number}</translation>
    </message>
</context>
<context>
    <name>CallerStack</name>
    <message numerus="yes">
        <source>%n more call(s)</source>
        <translation>
            <numerusform>ほか%n件</numerusform>
        </translation>
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
        <translation>{tables}は{time}から{party}の予約があります</translation>
    </message>
    <message>
        <source>The table was removed from the floor</source>
        <translation>この卓はフロアから削除されています</translation>
    </message>
    <message>
        <source>{table} is out of use</source>
        <translation>{table}は使用不可です</translation>
    </message>
    <message>
        <source>{table} stands in an area that was removed</source>
        <translation>{table}のエリアは削除されています</translation>
    </message>
    <message>
        <source>Nobody is left in the party; set the number</source>
        <translation>人数が0名になっています。人数を入れてください</translation>
    </message>
    <message>
        <source>{tables} seats {seats}; the party needs {needed}</source>
        <translation>{tables}は{seats}席です（必要 {needed}席）</translation>
    </message>
    <message>
        <source>{tables} is kept for {seats} guests or more</source>
        <translation>{tables}は{seats}名以上向けの卓です</translation>
    </message>
    <message>
        <source>{covers} guests start at {slot}; the house takes {covers_max}</source>
        <translation>{slot}開始が{covers}名になります（目安 {covers_max}名まで）</translation>
    </message>
    <message>
        <source>The house is closed on {day}</source>
        <translation>{day}は休業日です</translation>
    </message>
    <message>
        <source>{time} is outside opening hours</source>
        <translation>{time}は営業時間外です</translation>
    </message>
    <message>
        <source>{party} is already booked at {time}</source>
        <translation>{party}は{time}にも予約があります</translation>
    </message>
    <message>
        <source>{phone} is not a whole phone number</source>
        <translation>電話番号 {phone} の桁数をご確認ください</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Nothing in these days</source>
        <translation>この期間の記録はありません</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Columns of the file</source>
        <translation>ファイルの列</translation>
    </message>
    <message>
        <source>System it comes from (the same each time)</source>
        <translation>元のシステム名（毎回同じ名前で）</translation>
    </message>
    <message>
        <source>As it will stand in the book</source>
        <translation>台帳での表示</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>読み取れないもの</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>別のファイル</translation>
    </message>
    <message>
        <source>Take all of it back</source>
        <translation>すべて元に戻す</translation>
    </message>
    <message>
        <source>Take over {count}</source>
        <translation>{count}件を取り込む</translation>
    </message>
    <message>
        <source>Looking at it, {percent} %</source>
        <translation>確認中 {percent}%</translation>
    </message>
    <message>
        <source>Taking it over, {percent} %</source>
        <translation>取り込み中 {percent}%</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>取り込みました</translation>
    </message>
    <message>
        <source>{new} new, {known} already here, {bad} stay out</source>
        <translation>新規 {new}件・登録済み {known}件・除外 {bad}件</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>What the file lists</source>
        <translation>ファイルの内容</translation>
    </message>
    <message>
        <source>CSV files on this machine, the newest first</source>
        <translation>この端末のCSVファイル（新しい順）</translation>
    </message>
    <message>
        <source>None found. Drop a file here, or write where it lies.</source>
        <translation>見つかりません。ファイルをここへドロップするか、場所を入力してください。</translation>
    </message>
    <message>
        <source>Where the file lies, such as C:/bookings.csv</source>
        <translation>ファイルの場所（例 C:/bookings.csv）</translation>
    </message>
    <message>
        <source>Where the file lies</source>
        <translation>ファイルの場所</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>お客様</translation>
    </message>
</context>
<context>
    <name>ClashDock</name>
    <message>
        <source>The clash before</source>
        <translation>前の衝突</translation>
    </message>
    <message>
        <source>The next clash</source>
        <translation>次の衝突</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation>変更前：{value}</translation>
    </message>
    <message>
        <source>{what} ({who})</source>
        <translation>{what}（{who}）</translation>
    </message>
    <message>
        <source>{what} – {standing}</source>
        <translation>{what}〈{standing}〉</translation>
    </message>
</context>
<context>
    <name>Clashes</name>
    <message>
        <source> / </source>
        <translation>／</translation>
    </message>
    <message>
        <source>{time} {table} is promised twice</source>
        <translation>{time} {table} が二重です</translation>
    </message>
    <message>
        <source>has the table</source>
        <translation>席を確保</translation>
    </message>
    <message>
        <source>needs another</source>
        <translation>席替えが必要</translation>
    </message>
    <message>
        <source>{whose}: deleted here, edited there</source>
        <translation>{whose}：一方で削除、一方で変更されました</translation>
    </message>
    <message>
        <source>{whose}: two answers for {field}</source>
        <translation>{whose}：{field}が食い違っています</translation>
    </message>
    <message>
        <source>in the book now</source>
        <translation>いまの台帳</translation>
    </message>
    <message>
        <source>delete it</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>空欄にする</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>{value}にする</translation>
    </message>
    <message>
        <source>{who} to {tables}</source>
        <translation>{who}を {tables} へ</translation>
    </message>
    <message>
        <source>{who} to {tables} together</source>
        <translation>{who}を {tables}（結合）へ</translation>
    </message>
    <message>
        <source>{who} to {tables}, {other} to {other_tables}</source>
        <translation>{who}を {tables} へ、{other}を {other_tables} へ</translation>
    </message>
    <message>
        <source>{who} at {time}, {tables}</source>
        <translation>{who}を {time} {tables} へ</translation>
    </message>
    <message>
        <source>{who} without a table for now</source>
        <translation>{who}をいったん席未定に</translation>
    </message>
    <message>
        <source>call the guest</source>
        <translation>お客様へ電話</translation>
    </message>
    <message>
        <source>no call needed</source>
        <translation>電話不要</translation>
    </message>
    <message>
        <source>Settled: {how}</source>
        <translation>解決しました：{how}</translation>
    </message>
    <message>
        <source>A guest</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>An area</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>着信</translation>
    </message>
    <message>
        <source>A notice</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>店舗設定</translation>
    </message>
    <message>
        <source>A booking</source>
        <translation>予約</translation>
    </message>
</context>
<context>
    <name>ColumnRow</name>
    <message>
        <source>— not taken —</source>
        <translation>— 取り込まない —</translation>
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
        <source>Fetching the book: {percent} %</source>
        <translation>予約台帳を受信中：{percent} %</translation>
    </message>
    <message>
        <source>In sync in the house; the hub is away since {time}, {count} wait</source>
        <translation>店内は同期済み。{time} から店外と切断、{count}件を復帰後に送ります</translation>
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
        <source>Offline since {time}. {why}. {count} saved here</source>
        <translation>{time} からオフライン。{why}（{count}件を保存済み）</translation>
    </message>
    <message>
        <source>Offline since {time}, the book is open</source>
        <translation>オフライン {time}〜&#x3000;台帳はそのまま使えます</translation>
    </message>
    <message>
        <source>Offline since {time}, {count} saved, sent when back</source>
        <translation>オフライン {time}〜&#x3000;{count}件を保存済み、復帰後に送ります</translation>
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
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation>直前の操作</translation>
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
        <source>{words}: {clash}</source>
        <translation>{words}：{clash}</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>元に戻す：{what}</translation>
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
        <source>%n cover(s)</source>
        <translation>
            <numerusform>%n名</numerusform>
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
    <name>DayCell</name>
    <message>
        <source>{day}, closed</source>
        <translation>{day}、休み</translation>
    </message>
    <message>
        <source>{day}, open</source>
        <translation>{day}、営業</translation>
    </message>
    <message>
        <source>H</source>
        <translation>祝</translation>
    </message>
    <message>
        <source>× {covers}</source>
        <translation>休 {covers}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休</translation>
    </message>
</context>
<context>
    <name>DayListView</name>
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
Tap “＋ New” above to take the first one.</source>
        <translation>この日の予約はまだありません。
右上の「＋新規予約」から受けられます。</translation>
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
    <message>
        <source>{closing}: no reservations.
Tap “＋ New” above to take one all the same.</source>
        <translation>{closing}です。予約はありません。
右上の「＋新規予約」から受けることもできます。</translation>
    </message>
    <message>
        <source>Left: {count}, fold</source>
        <translation>退店 {count}組を畳む</translation>
    </message>
    <message>
        <source>Left: {count}, show</source>
        <translation>退店 {count}組を表示</translation>
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
    <name>DaySheet</name>
    <message>
        <source>Made {day} {time} on {device}. {parties} parties, {covers} guests</source>
        <translation>{day} {time} 作成（{device}）&#x3000;{parties}組・{covers}名</translation>
    </message>
    <message>
        <source>{day}: bookings on paper</source>
        <translation>{day} 停電時の予約表</translation>
    </message>
    <message>
        <source>Afterwards type what you wrote: number, what became of them, time.</source>
        <translation>復旧したら「7 着席 19:05」のように番号・状態・時刻を入力すると、台帳に戻せます。</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>{page}／{pages}ページ</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>Allergy, course, notes</source>
        <translation>アレルギー・コース・メモ</translation>
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
        <source>Left</source>
        <translation>退店</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>{number}: {name}, {party}: {status} {time}</source>
        <translation>{number}番&#x3000;{name}&#x3000;{party}&#x3000;{status} {time}</translation>
    </message>
    <message>
        <source>begin with the number of the line: 7 seated 19:05</source>
        <translation>行の番号から書いてください（例：7 着席 19:05）</translation>
    </message>
    <message>
        <source>say arrived, seated, bill, left, no-show or cancelled</source>
        <translation>来店・着席・会計・退店・不来店・キャンセルのどれかを書いてください</translation>
    </message>
    <message>
        <source>the time is missing: 7 seated 19:05</source>
        <translation>時刻を書いてください（例：7 着席 19:05）</translation>
    </message>
    <message>
        <source>that is no time of this day</source>
        <translation>この営業日の時刻ではありません</translation>
    </message>
    <message>
        <source>that time is still to come</source>
        <translation>まだ来ていない時刻です</translation>
    </message>
    <message>
        <source>no line of this day has that number</source>
        <translation>その番号の行はありません</translation>
    </message>
</context>
<context>
    <name>DaySheetCard</name>
    <message>
        <source>The day on paper</source>
        <translation>停電時の予約表</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷する</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFを保存</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>前のページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>This device knows no printer. Save the PDF and print it elsewhere.</source>
        <translation>この端末にはプリンターがありません。PDFを保存して別の機器で印刷してください。</translation>
    </message>
    <message>
        <source>After the outage: type what was written, line by line</source>
        <translation>復旧後：紙に書いたことを1行ずつ入力</translation>
    </message>
    <message>
        <source>7 seated 19:05</source>
        <translation>7 着席 19:05</translation>
    </message>
    <message>
        <source>Sent to {printer}</source>
        <translation>{printer}に送りました</translation>
    </message>
    <message>
        <source>{printer} takes nothing now. Choose another, or save the PDF.</source>
        <translation>{printer}は今使えません。別のプリンターを選ぶか、PDFを保存してください。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>保存しました：{file}</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>{file}に書き込めません</translation>
    </message>
    <message numerus="yes">
        <source>Bring %n line(s) into the book</source>
        <translation>
            <numerusform>%n行を台帳に戻す</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailSection</name>
    <message>
        <source>Seats only</source>
        <translation>席のみ</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>コース</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>ご要望</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>予約経路</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>受付者</translation>
    </message>
    <message>
        <source>Another course</source>
        <translation>ほかのコース</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>来店</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>ウェブ</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
</context>
<context>
    <name>DiscretionBand</name>
    <message>
        <source>Not while guests can see: leave this mode first</source>
        <translation>覗き見防止中は開けません。先に解除してください</translation>
    </message>
    <message>
        <source>Guests can see: names, numbers and notes are hidden</source>
        <translation>覗き見防止中：お名前・電話番号・メモを隠しています</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Show names</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>That is nobody&apos;s PIN. Try again.</source>
        <translation>PINが違います。もう一度入力してください</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Best for {covers}</source>
        <translation>{covers}名に最適</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time}まで</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats}名</translation>
    </message>
    <message>
        <source>called at {time}</source>
        <translation>{time} 呼び出し済み</translation>
    </message>
    <message>
        <source>since {time}, {minutes} min</source>
        <translation>{time}〜 {minutes}分待ち</translation>
    </message>
    <message>
        <source>Waiting: {parties}</source>
        <translation>順番待ち {parties}</translation>
    </message>
    <message>
        <source>next {name} {covers}</source>
        <translation>次 {name} {covers}</translation>
    </message>
    <message>
        <source>{minutes} min over</source>
        <translation>{minutes}分超過</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>あと{minutes}分</translation>
    </message>
</context>
<context>
    <name>EffectsBox</name>
    <message>
        <source>These bookings stay as promised. Have a look at them:</source>
        <translation>予約はそのまま残ります。ご確認ください：</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか{count}件</translation>
    </message>
</context>
<context>
    <name>FloorPage</name>
    <message>
        <source>A new area, such as Hall</source>
        <translation>新しいエリア（例：ホール）</translation>
    </message>
    <message>
        <source>Name of a new area</source>
        <translation>新しいエリアの名前</translation>
    </message>
    <message>
        <source>Add the area</source>
        <translation>エリアを追加</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>卓の名前</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>最少人数</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席数</translation>
    </message>
    <message>
        <source>Can be pushed together with</source>
        <translation>結合できる卓</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>使用不可にする</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Another table</source>
        <translation>別の卓</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>カウンター</translation>
    </message>
    <message>
        <source>Private room</source>
        <translation>個室</translation>
    </message>
    <message>
        <source>Semi-private room</source>
        <translation>半個室</translation>
    </message>
    <message>
        <source>Tatami room</source>
        <translation>座敷</translation>
    </message>
    <message>
        <source>Sunken table</source>
        <translation>掘りごたつ</translation>
    </message>
    <message>
        <source>Terrace</source>
        <translation>テラス</translation>
    </message>
    <message>
        <source>In no area</source>
        <translation>エリアなし</translation>
    </message>
    <message>
        <source>Another device took this table away; saving adds it anew.</source>
        <translation>この卓は別の端末で削除されました。保存すると新しい卓になります。</translation>
    </message>
    <message>
        <source>Remove the area</source>
        <translation>エリアを削除</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats}席</translation>
    </message>
    <message>
        <source>out of use</source>
        <translation>使用不可</translation>
    </message>
    <message>
        <source>Table {name}</source>
        <translation>卓 {name}</translation>
    </message>
    <message>
        <source>A new table</source>
        <translation>新しい卓</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>卓を保存</translation>
    </message>
    <message>
        <source>Add the table</source>
        <translation>卓を追加</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>Birthday {day}</source>
        <translation>誕生日 {day}</translation>
    </message>
    <message>
        <source>Anniversary {day}</source>
        <translation>記念日 {day}</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>来店</translation>
    </message>
    <message>
        <source>no-shows</source>
        <translation>ノーショー</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>last visit</source>
        <translation>最終来店</translation>
    </message>
    <message>
        <source>same number</source>
        <translation>同じ電話番号</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>同じお名前</translation>
    </message>
</context>
<context>
    <name>GuestCardView</name>
    <message>
        <source>Guest</source>
        <translation>顧客カード</translation>
    </message>
    <message>
        <source>Coming reservations</source>
        <translation>今後の予約</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>New reservation</source>
        <translation>予約作成</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Older reservations</source>
        <translation>さらに前の予約</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Several with commas</source>
        <translation>複数はカンマ区切り</translation>
    </message>
    <message>
        <source>1980-12-24 or 昭和55年12月24日</source>
        <translation>1980-12-24 または 昭和55年12月24日</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>かな</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>記念日</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>アレルギー</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>お好み</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Earlier reservations</source>
        <translation>これまでの予約</translation>
    </message>
    <message>
        <source>Last calls</source>
        <translation>最近の着信</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>同じ方かもしれません</translation>
    </message>
    <message>
        <source>Joined with this card</source>
        <translation>統合したカード</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>変更履歴</translation>
    </message>
    <message>
        <source>Somebody else changed this card just now. What you typed is kept.</source>
        <translation>ほかの端末でこのカードが変更されました。入力中の内容はそのまま残っています。</translation>
    </message>
    <message>
        <source>Caution: {why}</source>
        <translation>要注意：{why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>統合</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>統合を解除</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>編集を続ける</translation>
    </message>
</context>
<context>
    <name>GuestIndex</name>
    <message>
        <source>Guests</source>
        <translation>顧客一覧</translation>
    </message>
    <message>
        <source>Nobody stands here</source>
        <translation>該当者なし</translation>
    </message>
    <message>
        <source>More</source>
        <translation>もっと見る</translation>
    </message>
</context>
<context>
    <name>GuestSection</name>
    <message>
        <source>Caution: {why}</source>
        <translation>要注意：{why}</translation>
    </message>
    <message>
        <source>Allergy: {what}</source>
        <translation>アレルギー：{what}</translation>
    </message>
    <message>
        <source>Name, kana or phone</source>
        <translation>お名前・かな・電話番号</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>かな</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Not this guest</source>
        <translation>別の方</translation>
    </message>
    <message>
        <source>Keep a guest card</source>
        <translation>顧客カードを作る</translation>
    </message>
</context>
<context>
    <name>HalfSwitch</name>
    <message>
        <source>Timetable</source>
        <translation>時間表</translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation>見取図</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Handover</source>
        <translation>引き継ぎ</translation>
    </message>
    <message>
        <source>{name}: since {time}</source>
        <translation>{name}さんへの引き継ぎ（{time}から）</translation>
    </message>
    <message>
        <source>{count} more were changed before these</source>
        <translation>このほかに{count}件の変更があります</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>New bookings</source>
        <translation>新しい予約</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>不来店</translation>
    </message>
    <message>
        <source>Clashes settled</source>
        <translation>解決した重複</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Came, sat or left</source>
        <translation>来店・着席・退店</translation>
    </message>
</context>
<context>
    <name>HandoverCard</name>
    <message>
        <source>Nothing happened since you last looked.</source>
        <translation>前回から変わったことはありません。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>確認しました</translation>
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
        <source>Closed weekly</source>
        <translation>定休日</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>臨時休業</translation>
    </message>
    <message>
        <source>due by {time}: {parties}, {covers}</source>
        <translation>{time}まで {parties}・{covers}</translation>
    </message>
    <message>
        <source>{seen} in / {expected} guests, {parties}</source>
        <translation>来店 {seen}／予定 {expected}名・{parties}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>{count} earlier changes</source>
        <translation>以前の記録 {count}件</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>元に戻す：{what}</translation>
    </message>
</context>
<context>
    <name>Holidays</name>
    <message>
        <source>New Year&apos;s Day</source>
        <translation>元日</translation>
    </message>
    <message>
        <source>Coming of Age Day</source>
        <translation>成人の日</translation>
    </message>
    <message>
        <source>Foundation Day</source>
        <translation>建国記念の日</translation>
    </message>
    <message>
        <source>Emperor&apos;s Birthday</source>
        <translation>天皇誕生日</translation>
    </message>
    <message>
        <source>Spring Equinox</source>
        <translation>春分の日</translation>
    </message>
    <message>
        <source>Showa Day</source>
        <translation>昭和の日</translation>
    </message>
    <message>
        <source>Constitution Day</source>
        <translation>憲法記念日</translation>
    </message>
    <message>
        <source>Greenery Day</source>
        <translation>みどりの日</translation>
    </message>
    <message>
        <source>Children&apos;s Day</source>
        <translation>こどもの日</translation>
    </message>
    <message>
        <source>Marine Day</source>
        <translation>海の日</translation>
    </message>
    <message>
        <source>Mountain Day</source>
        <translation>山の日</translation>
    </message>
    <message>
        <source>Respect for the Aged Day</source>
        <translation>敬老の日</translation>
    </message>
    <message>
        <source>Autumn Equinox</source>
        <translation>秋分の日</translation>
    </message>
    <message>
        <source>Sports Day</source>
        <translation>スポーツの日</translation>
    </message>
    <message>
        <source>Culture Day</source>
        <translation>文化の日</translation>
    </message>
    <message>
        <source>Labour Thanksgiving</source>
        <translation>勤労感謝の日</translation>
    </message>
    <message>
        <source>Substitute holiday</source>
        <translation>振替休日</translation>
    </message>
    <message>
        <source>National holiday</source>
        <translation>国民の休日</translation>
    </message>
</context>
<context>
    <name>House</name>
    <message>
        <source>{who} changed {field} too. What you typed stands here.</source>
        <translation>{who}も{field}を変更しました。こちらの入力は残してあります。</translation>
    </message>
    <message>
        <source>Outside the hours, {count}</source>
        <translation>営業時間外になる予約&#x3000;{count}件</translation>
    </message>
    <message>
        <source>More guests at once than the pace, {count}</source>
        <translation>受付上限を超える時間帯&#x3000;{count}件</translation>
    </message>
    <message>
        <source>Still at the table when the next party comes, {count}</source>
        <translation>次の予約までに席が空かない予約&#x3000;{count}件</translation>
    </message>
    <message>
        <source>{day} {time}: {covers} of {most} guests, {names}</source>
        <translation>{day} {time}&#x3000;{covers}名／上限{most}名&#x3000;{names}</translation>
    </message>
    <message>
        <source>{party}: {minutes} min by the rule, then {next} at {time}</source>
        <translation>{party}：{minutes}分になると、{time}の{next}と重なります</translation>
    </message>
</context>
<context>
    <name>HousePage</name>
    <message>
        <source>Name of the house</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>The business day changes at</source>
        <translation>営業日の切り替え時刻</translation>
    </message>
    <message>
        <source>Bookings touched: {count}</source>
        <translation>影響する予約 {count}件</translation>
    </message>
    <message>
        <source>Closing days</source>
        <translation>定休日・休業日</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>受付ペース</translation>
    </message>
    <message>
        <source>Length of stay</source>
        <translation>滞在時間</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>店舗</translation>
    </message>
    <message>
        <source>Area code, such as 03</source>
        <translation>市外局番（例：03）</translation>
    </message>
    <message>
        <source>Closed every</source>
        <translation>定休日</translation>
    </message>
    <message>
        <source>Closed: {days}</source>
        <translation>臨時休業：{days}</translation>
    </message>
    <message>
        <source>Open all the same: {days}</source>
        <translation>特別営業：{days}</translation>
    </message>
    <message>
        <source>Guests who may start in one slot (0: no limit)</source>
        <translation>1枠に受ける人数の目安（0は制限なし）</translation>
    </message>
    <message>
        <source>Length of a slot in minutes</source>
        <translation>1枠の長さ（分）</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>営業時間帯</translation>
    </message>
    <message>
        <source>Infants take a seat</source>
        <translation>幼児も席数に数える</translation>
    </message>
    <message>
        <source>Add a shift</source>
        <translation>時間帯を追加</translation>
    </message>
    <message>
        <source>Save the house</source>
        <translation>店舗設定を保存</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>行を追加</translation>
    </message>
    <message>
        <source>Tap a day to close it, or to open it all the same.</source>
        <translation>日付をタップすると休業・営業を切り替えます。</translation>
    </message>
    <message>
        <source>Guests who may start in one slot</source>
        <translation>1枠の上限人数</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>減らす</translation>
    </message>
    <message>
        <source>More</source>
        <translation>増やす</translation>
    </message>
    <message>
        <source>Drop what was typed</source>
        <translation>入力を破棄</translation>
    </message>
</context>
<context>
    <name>Hub</name>
    <message>
        <source>This house has no hub yet</source>
        <translation>この店にはまだハブがありません</translation>
    </message>
    <message>
        <source>The hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>{hub}: {standing}</source>
        <translation>{hub}：{standing}</translation>
    </message>
    <message>
        <source>it answers, and keeps in step with the hub</source>
        <translation>応答あり（ハブとも同期中）</translation>
    </message>
    <message>
        <source>it answers; the hub gives it no answer since {time}</source>
        <translation>応答あり（{time}からハブの応答がありません）</translation>
    </message>
    <message>
        <source>{relay}: {standing}</source>
        <translation>{relay}：{standing}</translation>
    </message>
    <message>
        <source>The hub itself is asked, also where the house has a relay</source>
        <translation>店内に中継機があっても、ハブに直接接続します</translation>
    </message>
    <message>
        <source>The hub itself is asked; no relay of the house answers</source>
        <translation>ハブに直接接続しています（店内の中継機の応答はありません）</translation>
    </message>
    <message>
        <source>it answers</source>
        <translation>つながっています</translation>
    </message>
    <message>
        <source>it refuses. {why}</source>
        <translation>拒否されています。{why}</translation>
    </message>
    <message>
        <source>no answer since {time}</source>
        <translation>{time} から応答がありません</translation>
    </message>
    <message>
        <source>{standing} (next try {time})</source>
        <translation>{standing}（次は {time} に再試行）</translation>
    </message>
    <message>
        <source>Something other than the hub answered; the network may want you to sign in</source>
        <translation>ハブではないものが応答しました。ネットワークのログインが必要かもしれません</translation>
    </message>
    <message>
        <source>No answer: check the network and the address</source>
        <translation>応答がありません。ネットワークとアドレスを確認してください</translation>
    </message>
    <message>
        <source>This device was signed out: pair it again in the settings</source>
        <translation>この端末の登録が外れています。設定からもう一度参加してください</translation>
    </message>
    <message>
        <source>The hub keeps another house under that address</source>
        <translation>そのアドレスのハブは別の店のものです</translation>
    </message>
    <message>
        <source>A house to practise in and a real one never meet: choose the other hub</source>
        <translation>練習用と本番は混ざりません。もう一方のハブを選んでください</translation>
    </message>
    <message>
        <source>The hub knows another device by this sign-in: pair again</source>
        <translation>この登録は別の端末のものです。もう一度参加してください</translation>
    </message>
    <message>
        <source>That pairing code is not known: ask for another</source>
        <translation>その参加コードは見つかりません。新しいコードをもらってください</translation>
    </message>
    <message>
        <source>That pairing code was used already: ask for another</source>
        <translation>その参加コードは使用済みです。新しいコードをもらってください</translation>
    </message>
    <message>
        <source>That pairing code is too old: ask for another</source>
        <translation>その参加コードは期限切れです。新しいコードをもらってください</translation>
    </message>
    <message>
        <source>The hub asks for patience: it is tried again by itself</source>
        <translation>ハブが混み合っています。自動で再試行します</translation>
    </message>
    <message>
        <source>The hub&apos;s disk is full: tell whoever looks after it</source>
        <translation>ハブの保存容量がいっぱいです。ハブの管理者に知らせてください</translation>
    </message>
</context>
<context>
    <name>HubPage</name>
    <message>
        <source>Asking the hub… the book stays open</source>
        <translation>ハブに問い合わせ中…台帳はそのまま使えます</translation>
    </message>
    <message>
        <source>The hub keeps all devices of the house alike. Its address and a pairing code come from whoever runs it.</source>
        <translation>ハブは店内のすべての端末を同じ内容に保ちます。アドレスとペアリングコードは管理者から受け取ってください。</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>ハブのアドレス</translation>
    </message>
    <message>
        <source>Pairing code</source>
        <translation>ペアリングコード</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>この端末の名前</translation>
    </message>
    <message>
        <source>Ask it first</source>
        <translation>中継機を優先</translation>
    </message>
    <message>
        <source>Never ask it</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>Join the house</source>
        <translation>この店に参加</translation>
    </message>
    <message>
        <source>This device belongs to {house}</source>
        <translation>この端末は「{house}」に参加しています</translation>
    </message>
    <message>
        <source>Join another house</source>
        <translation>別の店に参加</translation>
    </message>
    <message>
        <source>Relay of the house</source>
        <translation>店内の中継機</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Number there</source>
        <translation>管理番号</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>子供</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>幼児</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>カナ</translation>
    </message>
    <message>
        <source>Family name, kana</source>
        <translation>姓カナ</translation>
    </message>
    <message>
        <source>Given name, kana</source>
        <translation>名カナ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation>電話2</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>記念日</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>コース</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>ご要望</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>好み</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>アレルギー</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>予約経路</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Line {number} stays out: {problems}</source>
        <translation>{number}行目は除外：{problems}</translation>
    </message>
    <message>
        <source>Line {number} comes without: {problems}</source>
        <translation>{number}行目は次を除いて取り込み：{problems}</translation>
    </message>
    <message>
        <source>The file is too large. Cut it up.</source>
        <translation>ファイルが大きすぎます。分割してください。</translation>
    </message>
    <message>
        <source>The file has over a million lines. Cut it up.</source>
        <translation>100万行を超えています。分割してください。</translation>
    </message>
    <message>
        <source>The file has over 200 columns. It is no such table.</source>
        <translation>200列を超えています。予約や顧客の表ではないようです。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>ファイルが空です。</translation>
    </message>
    <message>
        <source>The file is neither UTF-8 nor Shift_JIS. Save it as CSV once more.</source>
        <translation>文字コードがUTF-8でもShift_JISでもありません。CSVとして保存し直してください。</translation>
    </message>
    <message>
        <source>A quotation mark in the file is never closed.</source>
        <translation>閉じていない引用符があります。</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>ファイルを開けません。</translation>
    </message>
    <message>
        <source>{field} is missing</source>
        <translation>{field}がありません</translation>
    </message>
    <message>
        <source>{field} “{value}” is unknown</source>
        <translation>{field}「{value}」は見つかりません</translation>
    </message>
    <message>
        <source>{field} cannot be taken</source>
        <translation>{field}を取り込めません</translation>
    </message>
    <message>
        <source>{field} “{value}” cannot be read</source>
        <translation>{field}「{value}」を読み取れません</translation>
    </message>
    <message>
        <source>Say which column holds: {fields}</source>
        <translation>次の列を選んでください：{fields}</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Take over bookings or guests</source>
        <translation>予約・顧客の取り込み</translation>
    </message>
</context>
<context>
    <name>Index</name>
    <message>
        <source>No kana</source>
        <translation>読みなし</translation>
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
        <source>Week and month</source>
        <translation>週・月の予約状況</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>レポート</translation>
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
        <source>What was done last</source>
        <translation>直前の操作</translation>
    </message>
    <message>
        <source>Handover: what is new</source>
        <translation>引き継ぎ（前回からの変更）</translation>
    </message>
    <message>
        <source>Rewind the day</source>
        <translation>台帳の巻き戻し</translation>
    </message>
    <message>
        <source>The day on paper</source>
        <translation>停電時の予約表（印刷）</translation>
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
        <source>To the floor plan</source>
        <translation>見取図へ</translation>
    </message>
    <message>
        <source>Draw the floor plan</source>
        <translation>見取図を編集</translation>
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
        <source>Guests by kana</source>
        <translation>顧客一覧（あかさたな）</translation>
    </message>
    <message>
        <source>Take over bookings or guests</source>
        <translation>予約・顧客の取り込み</translation>
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
        <source>Every key</source>
        <translation>すべてのキー</translation>
    </message>
    <message>
        <source>Waitlist</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Notices of the day</source>
        <translation>本日の申し送り</translation>
    </message>
    <message>
        <source>Guests can see: hide names</source>
        <translation>覗き見防止（お名前を隠す）</translation>
    </message>
    <message>
        <source>More: everything else</source>
        <translation>その他のメニュー</translation>
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
    <message>
        <source>Timeline: shorter or longer</source>
        <translation>タイムライン：短く・長く</translation>
    </message>
    <message>
        <source>Timeline: closer or wider</source>
        <translation>タイムライン：拡大・縮小</translation>
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
    <name>ManagerPin</name>
    <message>
        <source>A manager&apos;s PIN</source>
        <translation>店長の暗証番号が必要です</translation>
    </message>
    <message>
        <source>to book beyond the house&apos;s limits</source>
        <translation>お店の上限を超えて予約するために必要です</translation>
    </message>
    <message>
        <source>to take guests and bookings out of the house</source>
        <translation>予約や顧客を書き出すために必要です</translation>
    </message>
    <message>
        <source>to join cards or take them apart</source>
        <translation>カードの統合・分割のために必要です</translation>
    </message>
    <message>
        <source>to delete</source>
        <translation>削除するために必要です</translation>
    </message>
    <message>
        <source>to change the house&apos;s settings</source>
        <translation>お店の設定を変えるために必要です</translation>
    </message>
    <message>
        <source>to change who works here</source>
        <translation>スタッフを変更するために必要です</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>{name}さんの暗証番号</translation>
    </message>
</context>
<context>
    <name>MenuCard</name>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>The month before</source>
        <translation>前の月</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>次の月</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>quiet</source>
        <translation>空きあり</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>やや混雑</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>混雑</translation>
    </message>
    <message>
        <source>full</source>
        <translation>満席</translation>
    </message>
    <message>
        <source>{month_name} {year}</source>
        <translation>{year}年{month}月</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>{covers} guests</source>
        <translation>{covers}名</translation>
    </message>
</context>
<context>
    <name>MovesCard</name>
    <message>
        <source>Open booking</source>
        <translation>予約を開く</translation>
    </message>
    <message>
        <source>Guest card</source>
        <translation>お客様カード</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>アレルギー</translation>
    </message>
</context>
<context>
    <name>NewHouseSteps</name>
    <message>
        <source>Name of the house</source>
        <translation>店舗名</translation>
    </message>
    <message>
        <source>Open from, until (26:00 is 2 a.m.)</source>
        <translation>営業時間（26:00は午前2時）</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>開店</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>閉店</translation>
    </message>
    <message>
        <source>A house to practise in; it never meets the real book</source>
        <translation>練習用の店舗（本番の台帳とは混ざりません）</translation>
    </message>
    <message>
        <source>One less: {table}</source>
        <translation>{table}を減らす</translation>
    </message>
    <message>
        <source>One more: {table}</source>
        <translation>{table}を増やす</translation>
    </message>
    <message>
        <source>Drag tables to where they stand, or leave it for later: nothing is final.</source>
        <translation>卓をドラッグして店内と同じ位置に置けます。あとからいつでも直せます。</translation>
    </message>
    <message>
        <source>One more person</source>
        <translation>スタッフを追加</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>この端末の名前</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Step {step} of {all}</source>
        <translation>{step}／{all}</translation>
    </message>
    <message>
        <source>Name and hours</source>
        <translation>店舗名と営業時間</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>Who works here?</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>Open the book</source>
        <translation>台帳をひらく</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
</context>
<context>
    <name>NewsLine</name>
    <message>
        <source>Before: {base}&lt;br&gt;Yours: {mine}&lt;br&gt;Theirs: {theirs}</source>
        <translation>変更前：{base}&lt;br&gt;自分：{mine}&lt;br&gt;相手：{theirs}</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>自分の内容にする</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>相手の内容にする</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>Read</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>直す</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>済み</translation>
    </message>
    <message>
        <source>{what}: {notice}</source>
        <translation>{notice}：{what}</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Notices ({count})</source>
        <translation>申し送り {count}件</translation>
    </message>
    <message>
        <source>Notices ({count}, {unread} unread)</source>
        <translation>申し送り {count}件（未読{unread}）</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>by {name}</source>
        <translation>記入 {name}</translation>
    </message>
    <message>
        <source>read by {names}</source>
        <translation>既読 {names}</translation>
    </message>
    <message>
        <source>until it is done</source>
        <translation>済むまで</translation>
    </message>
    <message>
        <source>today only</source>
        <translation>本日のみ</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}まで</translation>
    </message>
</context>
<context>
    <name>NoticesCard</name>
    <message>
        <source>Notices of the day</source>
        <translation>本日の申し送り</translation>
    </message>
    <message>
        <source>What should the others know?</source>
        <translation>みんなに伝えること</translation>
    </message>
    <message>
        <source>This day only</source>
        <translation>この日だけ</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>1週間</translation>
    </message>
    <message>
        <source>Until it is done</source>
        <translation>済むまで</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>直して保存</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>書き込む</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>{number} or more</source>
        <translation>{number}名以上</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>1名減らす</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>1名増やす</translation>
    </message>
    <message>
        <source>{number} guests</source>
        <translation>{number}名</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Whole day</source>
        <translation>1日合計</translation>
    </message>
    <message>
        <source>Other hours</source>
        <translation>時間外</translation>
    </message>
    <message>
        <source>{covers}</source>
        <translation>{covers}名</translation>
    </message>
    <message>
        <source>{covers} guests</source>
        <translation>{covers}名</translation>
    </message>
    <message>
        <source>{covers} a day open</source>
        <translation>営業日平均 {covers}名</translation>
    </message>
</context>
<context>
    <name>OverviewCard</name>
    <message>
        <source>Week and month</source>
        <translation>週・月の予約状況</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>週</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
</context>
<context>
    <name>PartySection</name>
    <message>
        <source>Children, 9+</source>
        <translation>子供・9名以上</translation>
    </message>
    <message>
        <source>Adults</source>
        <translation>大人</translation>
    </message>
    <message>
        <source>One adult fewer</source>
        <translation>大人を1名減らす</translation>
    </message>
    <message>
        <source>One adult more</source>
        <translation>大人を1名増やす</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>子供</translation>
    </message>
    <message>
        <source>One child fewer</source>
        <translation>子供を1名減らす</translation>
    </message>
    <message>
        <source>One child more</source>
        <translation>子供を1名増やす</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>幼児</translation>
    </message>
    <message>
        <source>One infant fewer</source>
        <translation>幼児を1名減らす</translation>
    </message>
    <message>
        <source>One infant more</source>
        <translation>幼児を1名増やす</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Too many wrong PINs. Wait {count} s.</source>
        <translation>暗証番号の間違いが続きました。{count}秒お待ちください。</translation>
    </message>
    <message>
        <source>That is not the PIN. Try again.</source>
        <translation>暗証番号が違います。もう一度入力してください。</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>暗証番号</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>消す</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>{free} of {all} free</source>
        <translation>空き {free}/{all}卓</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>+{minutes} min</source>
        <translation>+{minutes}分</translation>
    </message>
    <message>
        <source>Next {time}</source>
        <translation>次 {time}</translation>
    </message>
    <message>
        <source>next {party}</source>
        <translation>次は {party}</translation>
    </message>
    <message>
        <source>Counter seat</source>
        <translation>カウンター席</translation>
    </message>
    <message>
        <source>Round, {seats}</source>
        <translation>丸卓 {seats}名</translation>
    </message>
    <message>
        <source>Table for {seats}</source>
        <translation>{seats}名卓</translation>
    </message>
</context>
<context>
    <name>PlanCanvas</name>
    <message>
        <source>Drawing of the floor plan</source>
        <translation>見取図の編集</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <source>Put down</source>
        <translation>卓を置く</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>エリア名</translation>
    </message>
    <message>
        <source>Add a room</source>
        <translation>エリアを追加</translation>
    </message>
    <message>
        <source>Take the empty room away</source>
        <translation>空のエリアを削除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Drag tables to where they stand. The knob turns, the corner sizes.</source>
        <translation>卓をドラッグして店内と同じ位置に置きます。上のつまみで回転、右下の角で大きさを変えます。</translation>
    </message>
    <message>
        <source>In no room</source>
        <translation>エリアなし</translation>
    </message>
    <message>
        <source>Room {number}</source>
        <translation>エリア{number}</translation>
    </message>
</context>
<context>
    <name>PlanEditorCard</name>
    <message>
        <source>Draw the floor plan</source>
        <translation>見取図を編集</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Draw the plan</source>
        <translation>見取図を編集</translation>
    </message>
    <message>
        <source>All rooms</source>
        <translation>全体</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Floor plan</source>
        <translation>見取図</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>changed again since</source>
        <translation>その後さらに変更</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{what}: {steps}</source>
        <translation>{what}：{steps}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>予約を作成</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>着信</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>On the waitlist</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Told the wait</source>
        <translation>待ち時間を案内</translation>
    </message>
    <message>
        <source>Called in</source>
        <translation>呼び出し</translation>
    </message>
    <message>
        <source>Seated from the waitlist</source>
        <translation>順番待ちから着席</translation>
    </message>
    <message>
        <source>Gave up waiting</source>
        <translation>待たずに帰られた</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>既読</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>済み</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Turn changed</source>
        <translation>滞在時間の変更</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>衝突を解決</translation>
    </message>
    <message>
        <source>Joined with another card</source>
        <translation>別のカードと統合</translation>
    </message>
    <message>
        <source>Taken apart again</source>
        <translation>統合を解除</translation>
    </message>
    <message>
        <source>Linked to a call</source>
        <translation>着信と結び付け</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>用件メモ</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>来店</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>ウェブ</translation>
    </message>
    <message>
        <source>Booking mail</source>
        <translation>予約メール</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>a guest card</source>
        <translation>顧客カード</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>up to {covers}: {minutes} min</source>
        <translation>{covers}名まで{minutes}分</translation>
    </message>
    <message>
        <source>{covers} guests in {minutes} min</source>
        <translation>{minutes}分に{covers}名</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>店長</translation>
    </message>
    <message>
        <source>host</source>
        <translation>スタッフ</translation>
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
    <message>
        <source>Please check: {field}</source>
        <translation>{field}をご確認ください</translation>
    </message>
    <message>
        <source>A newer Noren wrote this book: update Noren on this device.</source>
        <translation>この台帳は新しい版の Norenで書かれています。この端末の Norenを更新してください。</translation>
    </message>
    <message>
        <source>The file of the book is damaged.</source>
        <translation>台帳のファイルが破損しています。</translation>
    </message>
    <message>
        <source>Only a manager may do this. Ask one to sign first.</source>
        <translation>店長だけができる操作です。先に店長に担当してもらってください。</translation>
    </message>
    <message>
        <source>The file of the book is gone.</source>
        <translation>台帳のファイルがありません。</translation>
    </message>
    <message>
        <source>A party is 1 to {count} guests.</source>
        <translation>人数は1名から{count}名までです。</translation>
    </message>
    <message>
        <source>A table is held for 1 to {count} minutes.</source>
        <translation>利用時間は1分から{count}分までです。</translation>
    </message>
    <message>
        <source>At most {count} tables can be combined.</source>
        <translation>つなげる卓は{count}卓までです。</translation>
    </message>
    <message>
        <source>Seats go from 1 to {count}, the smaller number first.</source>
        <translation>席数は1から{count}まで、小さい数を先に入れてください。</translation>
    </message>
    <message>
        <source>A guest has at most {count} phones.</source>
        <translation>電話番号は{count}件までです。</translation>
    </message>
    <message>
        <source>A PIN is 4 to 8 digits.</source>
        <translation>暗証番号は4〜8桁の数字です。</translation>
    </message>
    <message>
        <source>A name is needed, and not too long.</source>
        <translation>名前を入れてください（長すぎない名前）。</translation>
    </message>
    <message>
        <source>There is no such time zone. Write it like Asia/Tokyo.</source>
        <translation>そのタイムゾーンはありません。「Asia/Tokyo」のように入れてください。</translation>
    </message>
    <message>
        <source>The business day changes between 00:00 and 12:00.</source>
        <translation>営業日の切り替えは0:00〜12:00の間です。</translation>
    </message>
    <message>
        <source>The pace needs a slot of at least a minute.</source>
        <translation>受付の目安の間隔は1分以上です。</translation>
    </message>
    <message>
        <source>An area code is 0 and up to four more digits, like 03.</source>
        <translation>市外局番は「03」のように0で始まる5桁までの数字です。</translation>
    </message>
    <message>
        <source>This is the book as it was, to look at only. Go back to now first.</source>
        <translation>過去の台帳は見るだけです。先に「今に戻る」を押してください。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Saved: {path}</source>
        <translation>保存しました：{path}</translation>
    </message>
    <message>
        <source>The file could not be written: {path}</source>
        <translation>ファイルを書き込めません：{path}</translation>
    </message>
    <message>
        <source>{covers} a day open</source>
        <translation>営業日平均 {covers}名</translation>
    </message>
    <message>
        <source>{covers} a party</source>
        <translation>1組平均 {covers}名</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>組数</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>無断キャンセル</translation>
    </message>
    <message>
        <source>Cancellations</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>平均滞在</translation>
    </message>
    <message>
        <source>on average, as tapped</source>
        <translation>着席から退店まで</translation>
    </message>
    <message>
        <source>Guests by day</source>
        <translation>日別の人数</translation>
    </message>
    <message>
        <source>Guests by week</source>
        <translation>週別の人数</translation>
    </message>
    <message>
        <source>Guests by shift</source>
        <translation>時間帯別の人数</translation>
    </message>
    <message>
        <source>Guests by source</source>
        <translation>予約経路別の人数</translation>
    </message>
    <message>
        <source>Length of stay by party</source>
        <translation>人数別の滞在時間</translation>
    </message>
    <message>
        <source>Line: as planned. Bar: as it was.</source>
        <translation>縦線：予定&#x3000;棒：実際</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>経路なし</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>By shift</source>
        <translation>時間帯別</translation>
    </message>
    <message>
        <source>{real} min, planned {planned}</source>
        <translation>{real}分（予定 {planned}分）</translation>
    </message>
    <message>
        <source>{size} p</source>
        <translation>{size}名</translation>
    </message>
    <message>
        <source>{size} p and more</source>
        <translation>{size}名以上</translation>
    </message>
    <message>
        <source>{least}–{most} p</source>
        <translation>{least}–{most}名</translation>
    </message>
    <message>
        <source>{share} % of all booked</source>
        <translation>全予約の {share} %</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Reports</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSVで保存</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>今週</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>今月</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>期間指定</translation>
    </message>
    <message>
        <source>Now tap the last day.</source>
        <translation>最後の日をタップしてください。</translation>
    </message>
    <message>
        <source>Tap the first day.</source>
        <translation>最初の日をタップしてください。</translation>
    </message>
</context>
<context>
    <name>ReservationSheet</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>復唱</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>変更の記録</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>予約取消</translation>
    </message>
    <message>
        <source>Read this to the guest</source>
        <translation>お客様に復唱してください</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか{count}件</translation>
    </message>
    <message>
        <source>Begun: {who}</source>
        <translation>下書き：{who}</translation>
    </message>
</context>
<context>
    <name>Rewind</name>
    <message>
        <source>The book at {time}</source>
        <translation>{time}の台帳</translation>
    </message>
</context>
<context>
    <name>RewindCard</name>
    <message>
        <source>To look at only: nothing can be changed in the past.</source>
        <translation>見るだけです。過去の台帳は変更できません。</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>今に戻る</translation>
    </message>
    <message>
        <source>A minute earlier</source>
        <translation>1分前へ</translation>
    </message>
    <message>
        <source>A minute later</source>
        <translation>1分後へ</translation>
    </message>
    <message>
        <source>Moment of the day</source>
        <translation>見たい時刻</translation>
    </message>
    <message>
        <source>{count} changes since</source>
        <translation>そのあとの変更 {count}件</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>巻き戻し</translation>
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
        <source>No. {number}</source>
        <translation>{number}番</translation>
    </message>
    <message>
        <source>A guest</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Waiting party</source>
        <translation>お待ちの方</translation>
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
    <name>ScreenPage</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>夜</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Type three digits of a number or more</source>
        <translation>電話番号は3桁以上入力してください</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>該当者なし</translation>
    </message>
    <message>
        <source>{least}–{most} seats</source>
        <translation>{least}–{most}席</translation>
    </message>
    <message>
        <source>nobody booked</source>
        <translation>予約なし</translation>
    </message>
    <message>
        <source>Enter does it</source>
        <translation>Enterで実行</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>番号なし</translation>
    </message>
    <message>
        <source>to call back</source>
        <translation>折り返し待ち</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>着信</translation>
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
        <translation>検索結果</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Enter the address and the code</source>
        <translation>アドレスとコードを入力してください</translation>
    </message>
    <message>
        <source>This device joined {house}</source>
        <translation>この端末は{house}に参加しました</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>同期済み</translation>
    </message>
    <message>
        <source>Not in sync yet; everything is kept and sent later</source>
        <translation>まだ同期できていません。すべて保存済みで、後で送ります</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>保存しました：{name}</translation>
    </message>
    <message>
        <source>A shift closes after it opens: {opens} to {closes} cannot be</source>
        <translation>終了は開始より後にしてください（{opens}〜{closes}）</translation>
    </message>
    <message>
        <source>Choose at least one weekday for each shift</source>
        <translation>時間帯ごとに曜日を1つ以上選んでください</translation>
    </message>
    <message>
        <source>“{text}” is no time: write 17:00, or 26:00 for 2 a.m.</source>
        <translation>「{text}」は時刻ではありません。17:00、深夜2時なら26:00のように入力してください</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>House</source>
        <translation>店舗</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>卓とエリア</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>画面</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>New reservation</source>
        <translation>新しい予約</translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Begun {day}</source>
        <translation>{day}の下書き</translation>
    </message>
    <message>
        <source>Choose a time</source>
        <translation>時刻を選んでください</translation>
    </message>
    <message>
        <source>Enter a name or a phone number</source>
        <translation>お名前か電話番号を入力してください</translation>
    </message>
    <message>
        <source>not free</source>
        <translation>空いていません</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>前後が詰まる</translation>
    </message>
    <message>
        <source>This booking was deleted on another device. Saving brings it back.</source>
        <translation>この予約はほかの端末で削除されました。保存すると復活します。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>{who} changed {field} too: was {base}, yours {mine}, theirs {theirs}</source>
        <translation>{who}も{field}を変更しました（変更前 {base}、自分 {mine}、相手 {theirs}）</translation>
    </message>
    <message>
        <source>{who} changed {field}: {base} → {theirs}</source>
        <translation>{who}が{field}を変更しました：{base} → {theirs}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>ほかのスタッフ</translation>
    </message>
    <message>
        <source>{who}: {state}</source>
        <translation>{who}：{state}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}時間{minutes}分</translation>
    </message>
    <message>
        <source>A request; the answer was due at {time}, {length} ago</source>
        <translation>リクエスト予約：返事の期限 {time} を{length}過ぎました</translation>
    </message>
    <message>
        <source>A request; answer by {time}, {length} left</source>
        <translation>リクエスト予約：{time}までに返事（あと{length}）</translation>
    </message>
</context>
<context>
    <name>ShiftBox</name>
    <message>
        <source>Name, such as Dinner</source>
        <translation>名前（例：ディナー）</translation>
    </message>
    <message>
        <source>Name of the shift</source>
        <translation>時間帯の名前</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Closes at, such as 26:00</source>
        <translation>終了（例：26:00）</translation>
    </message>
    <message>
        <source>Take this shift away</source>
        <translation>この時間帯を削除</translation>
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
    <name>StaffPage</name>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新しいスタッフ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>New PIN, 4 to 8 digits (may be left empty)</source>
        <translation>新しいPIN（数字4〜8桁、空欄可）</translation>
    </message>
    <message>
        <source>Manager: may also export, merge and delete</source>
        <translation>店長権限（書き出し・統合・削除もできる）</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>在籍中</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>別のスタッフ</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>店長</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>left</source>
        <translation>退職</translation>
    </message>
</context>
<context>
    <name>StaffPicker</name>
    <message>
        <source>Who signs?</source>
        <translation>担当者は？</translation>
    </message>
    <message>
        <source>Nobody signs any more once a PIN-holder is idle for</source>
        <translation>操作がないとき担当者を外す（暗証番号のある人）</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}分</translation>
    </message>
    <message>
        <source>never</source>
        <translation>外さない</translation>
    </message>
    <message>
        <source>Nobody signs</source>
        <translation>担当者なし</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>{name}さんの暗証番号</translation>
    </message>
</context>
<context>
    <name>StaffRow</name>
    <message>
        <source>Your name (manager)</source>
        <translation>あなたの名前（店長）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>PIN, 4 to 8 digits, if wanted</source>
        <translation>PIN 4〜8桁（任意）</translation>
    </message>
</context>
<context>
    <name>StateSection</name>
    <message>
        <source>To: {state}</source>
        <translation>{state}にする</translation>
    </message>
    <message>
        <source>Other moves</source>
        <translation>ほかの状態へ</translation>
    </message>
</context>
<context>
    <name>SyncRoom</name>
    <message>
        <source>{count} more wait for it</source>
        <translation>ほか{count}件がこれを待っています</translation>
    </message>
    <message>
        <source>something deleted</source>
        <translation>削除されたもの</translation>
    </message>
    <message>
        <source>The hub refused: {why}</source>
        <translation>ハブに拒否されました：{why}</translation>
    </message>
    <message>
        <source>{what} against the hub&apos;s. Set it right; nothing is lost</source>
        <translation>{what}（ハブの時計と比べて）。時刻を合わせてください。記録は失われません</translation>
    </message>
    <message>
        <source>The clock of {device} is about {minutes} min fast: set it right</source>
        <translation>{device}の時計が約 {minutes} 分進んでいます。時刻を合わせてください</translation>
    </message>
    <message>
        <source>a device without a name</source>
        <translation>名前のない端末</translation>
    </message>
    <message>
        <source>{count} waiting, the oldest for {minutes} min</source>
        <translation>{count}件が送信待ち、いちばん古いもので {minutes} 分</translation>
    </message>
    <message>
        <source>{first} to {last}, {count} times</source>
        <translation>{first}〜{last}（{count}回）</translation>
    </message>
    <message>
        <source>In sync: the contents were compared and are equal</source>
        <translation>同期済み（内容を照合し、一致しました）</translation>
    </message>
    <message>
        <source>Connected; not everything is equal yet</source>
        <translation>接続中。まだ全部は一致していません</translation>
    </message>
    <message>
        <source>No answer from the hub; everything is kept here</source>
        <translation>ハブの応答なし。すべてこの端末に保存しています</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}秒</translation>
    </message>
    <message>
        <source>sent {count}</source>
        <translation>送信{count}件</translation>
    </message>
    <message>
        <source>fetched {count}</source>
        <translation>受信{count}件</translation>
    </message>
    <message>
        <source>repaired {count}</source>
        <translation>修復{count}件</translation>
    </message>
    <message>
        <source>differed from the hub, made equal change by change</source>
        <translation>ハブと違っていたため、変更を突き合わせて一致させました</translation>
    </message>
    <message>
        <source>altered on this disk, restored from its changes</source>
        <translation>この端末の保存内容が壊れていたため、変更の記録から復元しました</translation>
    </message>
    <message>
        <source>The check sum of the book had drifted, computed anew</source>
        <translation>台帳の照合値がずれていたため、計算し直しました</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>店舗設定</translation>
    </message>
    <message>
        <source>An area</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>A member of staff</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>着信</translation>
    </message>
    <message>
        <source>A notice</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>Connection and queue</source>
        <translation>接続と送信待ち</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>Last rounds</source>
        <translation>最近の同期</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>この端末で作成</translation>
    </message>
    <message>
        <source>at the hub</source>
        <translation>反映済み</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>上書きされた</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Nothing is lost: every change made here is accounted for</source>
        <translation>失われた変更はありません（合計が一致しています）</translation>
    </message>
    <message>
        <source>The sum does not balance: tell whoever looks after this device</source>
        <translation>合計が一致しません。端末の管理者に知らせてください</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>Give this up for good? Only the history will show it.</source>
        <translation>この変更をあきらめますか？履歴にだけ残ります。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>あきらめる</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>あきらめる…</translation>
    </message>
    <message>
        <source>{action}: {what}</source>
        <translation>{action}：{what}</translation>
    </message>
</context>
<context>
    <name>TableBox</name>
    <message>
        <source>Name of the table</source>
        <translation>卓の名前</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席数</translation>
    </message>
    <message>
        <source>Fewer seats</source>
        <translation>席を減らす</translation>
    </message>
    <message>
        <source>More seats</source>
        <translation>席を増やす</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>最少人数</translation>
    </message>
    <message>
        <source>A smaller party</source>
        <translation>最少人数を減らす</translation>
    </message>
    <message>
        <source>A larger party</source>
        <translation>最少人数を増やす</translation>
    </message>
    <message>
        <source>Width, cm</source>
        <translation>幅 cm</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>幅を狭く</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>幅を広く</translation>
    </message>
    <message>
        <source>Depth, cm</source>
        <translation>奥行 cm</translation>
    </message>
    <message>
        <source>Shallower</source>
        <translation>奥行を浅く</translation>
    </message>
    <message>
        <source>Deeper</source>
        <translation>奥行を深く</translation>
    </message>
    <message>
        <source>Turn to the left</source>
        <translation>左へ15度回す</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>右へ15度回す</translation>
    </message>
    <message>
        <source>Another like it</source>
        <translation>同じ卓を追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>四角</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>丸</translation>
    </message>
</context>
<context>
    <name>TableForm</name>
    <message>
        <source>Set on another device meanwhile; saving keeps what you typed.</source>
        <translation>入力中に別の端末で変更されました。保存すると入力した内容になります。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>卓名</translation>
    </message>
    <message>
        <source>Smallest party</source>
        <translation>最少人数</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席数</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Tables beside it</source>
        <translation>結合できる卓</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>使用停止</translation>
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
        <translation>卓</translation>
    </message>
    <message>
        <source>Promised to the guest</source>
        <translation>席を固定する</translation>
    </message>
    <message>
        <source>Length of stay</source>
        <translation>滞在時間</translation>
    </message>
    <message>
        <source>15 minutes shorter</source>
        <translation>15分短く</translation>
    </message>
    <message>
        <source>15 minutes longer</source>
        <translation>15分長く</translation>
    </message>
    <message>
        <source>{seats} seats</source>
        <translation>{seats}席</translation>
    </message>
    <message>
        <source>{table}, suggested</source>
        <translation>{table}、おすすめ</translation>
    </message>
</context>
<context>
    <name>TagSection</name>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Another tag, then Enter</source>
        <translation>ほかのタグ（Enterで追加）</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>anniversary</source>
        <translation>記念日</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>business</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>regular</source>
        <translation>常連</translation>
    </message>
</context>
<context>
    <name>TileButton</name>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>TimeButton</name>
    <message>
        <source>{pace} guests</source>
        <translation>{pace}名</translation>
    </message>
    <message>
        <source>no table free</source>
        <translation>空席なし</translation>
    </message>
    <message>
        <source>over the house&apos;s pace</source>
        <translation>受付目安を超えます</translation>
    </message>
    <message>
        <source>full {pace}</source>
        <translation>満席 {pace}</translation>
    </message>
</context>
<context>
    <name>TimeSection</name>
    <message>
        <source>until {time}, {minutes} min</source>
        <translation>〜{time}（{minutes}分）</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Time, such as 19:00 or 25:30</source>
        <translation>時刻（例：19:00、25:30）</translation>
    </message>
    <message>
        <source>19:00, 25:30</source>
        <translation>19:00、25:30</translation>
    </message>
    <message>
        <source>Earlier times</source>
        <translation>前の時間帯</translation>
    </message>
    <message>
        <source>Later times</source>
        <translation>後の時間帯</translation>
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
        <source>change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>{name}, {what}</source>
        <translation>{name}・{what}</translation>
    </message>
    <message>
        <source>booking</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>move</source>
        <translation>席の移動</translation>
    </message>
    <message>
        <source>length of stay</source>
        <translation>滞在時間</translation>
    </message>
    <message>
        <source>walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>place on the waitlist</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>wait they were told</source>
        <translation>待ち時間の案内</translation>
    </message>
    <message>
        <source>call from the waitlist</source>
        <translation>呼び出し</translation>
    </message>
    <message>
        <source>leaving the waitlist</source>
        <translation>待たずに帰られた</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>notice done</source>
        <translation>申し送りの済み</translation>
    </message>
    <message>
        <source>notice read</source>
        <translation>申し送りの既読</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>用件メモ</translation>
    </message>
    <message>
        <source>settled clash</source>
        <translation>要確認の解決</translation>
    </message>
    <message>
        <source>lines from paper</source>
        <translation>紙からの入力</translation>
    </message>
    <message>
        <source>guest card</source>
        <translation>顧客カード</translation>
    </message>
    <message>
        <source>import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>joined cards</source>
        <translation>カードの結合</translation>
    </message>
    <message>
        <source>cards taken apart</source>
        <translation>カードの分割</translation>
    </message>
    <message>
        <source>Taken back: the clash is open again</source>
        <translation>取り消しました：重複は未解決に戻りました</translation>
    </message>
    <message>
        <source>The clash is settled again</source>
        <translation>もう一度解決しました</translation>
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
        <source>{name} waits for a table</source>
        <translation>{name}を順番待ちに入れました</translation>
    </message>
    <message>
        <source>{name}: told the wait</source>
        <translation>{name}に待ち時間をご案内しました</translation>
    </message>
    <message>
        <source>{name} called in</source>
        <translation>{name}を呼び出しました</translation>
    </message>
    <message>
        <source>{name} gave up waiting</source>
        <translation>{name}は待たずに帰られました</translation>
    </message>
    <message>
        <source>Notice written</source>
        <translation>申し送りを書き込みました</translation>
    </message>
    <message>
        <source>Notice changed</source>
        <translation>申し送りを直しました</translation>
    </message>
    <message>
        <source>Notice done</source>
        <translation>申し送りを済みにしました</translation>
    </message>
    <message>
        <source>Notice marked as read</source>
        <translation>申し送りを既読にしました</translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>{name}の予約を削除しました</translation>
    </message>
    <message>
        <source>Memo kept with the call</source>
        <translation>用件メモを通話に残しました</translation>
    </message>
    <message>
        <source>Taken over: {name}</source>
        <translation>取り込みました：{name}</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>解決しました</translation>
    </message>
    <message>
        <source>Brought back from paper</source>
        <translation>紙の記入を台帳に戻しました</translation>
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
    <name>TroubleView</name>
    <message>
        <source>The book cannot be opened</source>
        <translation>台帳を開けません</translation>
    </message>
    <message>
        <source>Restore the last good backup</source>
        <translation>最後の正常なバックアップに戻す</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>TurnBox</name>
    <message>
        <source>Up to so many guests</source>
        <translation>何名まで</translation>
    </message>
    <message>
        <source>Fewer guests</source>
        <translation>人数を減らす</translation>
    </message>
    <message>
        <source>More guests</source>
        <translation>人数を増やす</translation>
    </message>
    <message>
        <source>Minutes at the table</source>
        <translation>滞在時間（分）</translation>
    </message>
    <message>
        <source>Fewer minutes</source>
        <translation>時間を短く</translation>
    </message>
    <message>
        <source>More minutes</source>
        <translation>時間を長く</translation>
    </message>
    <message>
        <source>up to </source>
        <translation>〜</translation>
    </message>
    <message>
        <source> p</source>
        <translation>名</translation>
    </message>
    <message>
        <source> min</source>
        <translation>分</translation>
    </message>
    <message>
        <source>Take this rule away</source>
        <translation>この行を削除</translation>
    </message>
</context>
<context>
    <name>WaitForm</name>
    <message>
        <source>How many guests (adults)?</source>
        <translation>大人は何名様ですか</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>子供</translation>
    </message>
    <message>
        <source>One child fewer</source>
        <translation>子供を1名減らす</translation>
    </message>
    <message>
        <source>One child more</source>
        <translation>子供を1名増やす</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>お名前または番号</translation>
    </message>
    <message>
        <source>Put on the waitlist</source>
        <translation>順番待ちに入れる</translation>
    </message>
    <message>
        <source>Name, or no. {number}</source>
        <translation>お名前（なければ{number}番）</translation>
    </message>
    <message>
        <source>No promise</source>
        <translation>案内しない</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>How long shall we say it will be?</source>
        <translation>ご案内する待ち時間</translation>
    </message>
    <message>
        <source>How long shall we say? No table in sight tonight.</source>
        <translation>ご案内する待ち時間（今夜は空く見込みがありません）</translation>
    </message>
    <message>
        <source>How long shall we say? A table is free now.</source>
        <translation>ご案内する待ち時間（今すぐ空いている卓があります）</translation>
    </message>
    <message>
        <source>How long shall we say? About {minutes} min, as it looks.</source>
        <translation>ご案内する待ち時間（目安 {minutes}分）</translation>
    </message>
</context>
<context>
    <name>WaitRow</name>
    <message>
        <source>Seat</source>
        <translation>着席</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>再呼び出し</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>呼び出す</translation>
    </message>
    <message>
        <source>+{minutes} min</source>
        <translation>＋{minutes}分</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>帰られた</translation>
    </message>
    <message>
        <source>{what}: {who}</source>
        <translation>{who} {what}</translation>
    </message>
    <message>
        <source>No table for {covers} is free now.</source>
        <translation>今すぐ{covers}名をご案内できる卓はありません。</translation>
    </message>
</context>
<context>
    <name>WaitlistCard</name>
    <message>
        <source>Take a party</source>
        <translation>受け付ける</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>お待ちのお客様はいません。</translation>
    </message>
    <message>
        <source>Back to who waits</source>
        <translation>お待ちの一覧へ戻る</translation>
    </message>
    <message>
        <source>Waitlist ({count})</source>
        <translation>順番待ち {count}組</translation>
    </message>
    <message>
        <source>Waitlist</source>
        <translation>順番待ち</translation>
    </message>
</context>
<context>
    <name>WalkInCard</name>
    <message>
        <source>Walk-in</source>
        <translation>ウォークイン</translation>
    </message>
    <message>
        <source>How many guests?</source>
        <translation>何名様？</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>今すぐご案内できる卓</translation>
    </message>
    <message>
        <source>No table for {covers} is free now.</source>
        <translation>今すぐ{covers}名をご案内できる卓はありません。</translation>
    </message>
    <message>
        <source>No table is free now.</source>
        <translation>今空いている席はありません。</translation>
    </message>
    <message>
        <source>To the waitlist (about {minutes} min)</source>
        <translation>順番待ちへ（目安{minutes}分）</translation>
    </message>
    <message>
        <source>To the waitlist</source>
        <translation>順番待ちへ</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Dinner</source>
        <translation>ディナー</translation>
    </message>
    <message>
        <source>Fetching the book</source>
        <translation>予約台帳を受け取っています</translation>
    </message>
    <message>
        <source>Fetching the book: {percent} %</source>
        <translation>予約台帳を受け取っています：{percent} %</translation>
    </message>
    <message>
        <source>Enter the address and the code</source>
        <translation>アドレスとコードを入力してください</translation>
    </message>
    <message>
        <source>The house needs a name</source>
        <translation>店名を入力してください</translation>
    </message>
    <message>
        <source>Begin with at most {count} tables; add more in settings</source>
        <translation>最初は{count}卓までです。残りは設定で追加できます</translation>
    </message>
    <message>
        <source>A PIN needs a name beside it</source>
        <translation>PINを使う人の名前を入れてください</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>ホール</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>カウンター</translation>
    </message>
</context>
<context>
    <name>WelcomeView</name>
    <message>
        <source>Noren</source>
        <translation>暖簾 Noren</translation>
    </message>
    <message>
        <source>The reservation book that goes on when the internet does not</source>
        <translation>ネットが止まっても止まらない予約台帳</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>この端末の名前</translation>
    </message>
    <message>
        <source>A new house</source>
        <translation>新しい店舗</translation>
    </message>
    <message>
        <source>Ready in two minutes, hub or not</source>
        <translation>2分で使い始められます。ハブがなくても使えます</translation>
    </message>
    <message>
        <source>Join a house</source>
        <translation>店舗に参加</translation>
    </message>
    <message>
        <source>With the address of its hub and a code</source>
        <translation>ハブのアドレスとコードで参加します</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>見てみる</translation>
    </message>
    <message>
        <source>A sample evening; nothing of it is kept</source>
        <translation>見本の営業日です。何も残りません</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>ハブのアドレス</translation>
    </message>
    <message>
        <source>Pairing code</source>
        <translation>ペアリングコード</translation>
    </message>
    <message>
        <source>Join the house</source>
        <translation>この店に参加</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>en</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name} 様</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation>{month}/{day}({weekday})</translation>
    </message>
    <message>
        <source>{day} {month_name} {year}</source>
        <translation>{year}年{month}月{day}日</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation>席未定</translation>
    </message>
    <message>
        <source>{day} {time}  {party}  {table}</source>
        <translation>{day} {time}&#x3000;{party}&#x3000;{table}</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>初めてのご来店</translation>
    </message>
    <message>
        <source>Visits {count}</source>
        <translation>来店 {count}回</translation>
    </message>
    <message>
        <source>last {day}</source>
        <translation>最終 {day}</translation>
    </message>
    <message>
        <source>no-shows {count}</source>
        <translation>ノーショー {count}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>・</translation>
    </message>
    <message>
        <source>{actor} ({device})</source>
        <translation>{actor}（{device}）</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>だれか</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>滞在時間</translation>
    </message>
    <message>
        <source>Adults</source>
        <translation>大人</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>子供</translation>
    </message>
    <message>
        <source>Infants</source>
        <translation>幼児</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>かな</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Anniversary</source>
        <translation>記念日</translation>
    </message>
    <message>
        <source>Guest card</source>
        <translation>顧客カード</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>卓</translation>
    </message>
    <message>
        <source>Table promised</source>
        <translation>席の固定</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>コース</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>ご要望</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>お好み</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>アレルギー</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>要注意</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>予約経路</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>受付者</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>回答期限</translation>
    </message>
    <message>
        <source>Told the wait at</source>
        <translation>待ち時間の案内時刻</translation>
    </message>
    <message>
        <source>Wait they were told</source>
        <translation>ご案内した待ち時間</translation>
    </message>
    <message>
        <source>Called in at</source>
        <translation>呼び出し時刻</translation>
    </message>
    <message>
        <source>Arrived at</source>
        <translation>来店時刻</translation>
    </message>
    <message>
        <source>Seated at</source>
        <translation>着席時刻</translation>
    </message>
    <message>
        <source>Left at</source>
        <translation>退店時刻</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Joined with</source>
        <translation>統合先</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>エリア</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席数</translation>
    </message>
    <message>
        <source>Fewest seats</source>
        <translation>最少席数</translation>
    </message>
    <message>
        <source>Most seats</source>
        <translation>最大席数</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>使用停止</translation>
    </message>
    <message>
        <source>Kind of table</source>
        <translation>卓の種類</translation>
    </message>
    <message>
        <source>Can be pushed together with</source>
        <translation>つなげられる卓</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>並び順</translation>
    </message>
    <message>
        <source>Place on the floor</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>在籍</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>暗証番号</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>営業時間帯</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>定休日</translation>
    </message>
    <message>
        <source>Open all the same</source>
        <translation>臨時営業日</translation>
    </message>
    <message>
        <source>Length of stay by party</source>
        <translation>人数別の利用時間</translation>
    </message>
    <message>
        <source>Infants take a seat</source>
        <translation>幼児も席を使う</translation>
    </message>
    <message>
        <source>PIN (4 to 8 digits)</source>
        <translation>PIN（数字4〜8桁）</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Change of the business day</source>
        <translation>営業日の切り替え時刻</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>受付の目安</translation>
    </message>
    <message>
        <source>Area code</source>
        <translation>市外局番</translation>
    </message>
    <message>
        <source>Closing days</source>
        <translation>休業日</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>申し送り</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>記入者</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>既読</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>済み</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>削除</translation>
    </message>
</context>
</TS>
