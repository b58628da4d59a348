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
    <message numerus="yes">
        <source>%n to settle</source>
        <translation>
            <numerusform>要確認 %n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside</source>
        <translation>
            <numerusform>保留 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Caller ID stopped since {time}</source>
        <translation>電話連携 停止 {time}〜</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>この端末だけで使用中</translation>
    </message>
    <message numerus="yes">
        <source>The hub refuses: {why}. %n saved here</source>
        <translation>
            <numerusform>サーバーが受け付けません：{why}&#x3000;この端末に %n件を保存済み</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n</source>
        <translation>
            <numerusform>送信中 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>In sync {time}</source>
        <translation>同期済み {time}</translation>
    </message>
    <message>
        <source>Offline since {time}, the book is open</source>
        <translation>オフライン {time}〜&#x3000;台帳はそのまま使えます</translation>
    </message>
    <message numerus="yes">
        <source>Offline since {time}, %n saved, sent when back</source>
        <translation>
            <numerusform>オフライン {time}〜&#x3000;%n件を保存済み、復帰後に自動で送ります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This device&apos;s clock is %n min fast</source>
        <translation>
            <numerusform>この端末の時計が %n 分進んでいます</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This device&apos;s clock is %n min slow</source>
        <translation>
            <numerusform>この端末の時計が %n 分遅れています</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n part(ies)</source>
        <translation>
            <numerusform>%n組</numerusform>
        </translation>
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
        <translation type="unfinished">予約</translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation type="unfinished">ウォークイン</translation>
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
        <translation type="unfinished">解決しました</translation>
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
        <translation type="unfinished">席未定</translation>
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
        <translation type="unfinished"></translation>
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
    <message numerus="yes">
        <source>%n min late</source>
        <translation>
            <numerusform>%n分遅れ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min over time</source>
        <translation>
            <numerusform>%n分超過</numerusform>
        </translation>
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
        <translation type="unfinished">要注意</translation>
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
        <translation type="unfinished"></translation>
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
    <name>Timeline</name>
    <message>
        <source>No table yet</source>
        <translation type="unfinished">席未定</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n part(ies)</source>
        <translation type="unfinished">
            <numerusform>%n組</numerusform>
        </translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seats} p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{least}–{most} p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{row}: {party}, until {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{party}, table promised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
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
    <name>Wording</name>
    <message>
        <source>en</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}</source>
        <translation type="unfinished">{name}様</translation>
    </message>
    <message>
        <source>{weekday} {day} {month_name}</source>
        <translation type="unfinished">{month}月{day}日({weekday})</translation>
    </message>
    <message>
        <source>No table yet</source>
        <translation type="unfinished">席未定</translation>
    </message>
    <message>
        <source>{day} {time}  {party}  {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First visit</source>
        <translation type="unfinished">初回</translation>
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
        <translation type="unfinished">、</translation>
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
        <translation type="unfinished">誕生日</translation>
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
        <translation type="unfinished">要注意</translation>
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
