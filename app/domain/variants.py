"""Which characters of Japanese names are the same character in another shape.

Unicode's own folding unites only compatibility forms; 髙 and 高 stay apart for it, yet the 高橋 in
the book and the 髙橋 on the card are one family. Shapes are united here only where one name is
really written both ways: 坂 and 阪, 畑 and 畠, 河 and 川 make other names.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_GROUPS: Final = """
    高髙 崎﨑嵜碕 辺邊邉 浜濱濵 徳德悳 斎斉齋齊 島嶋嶌 沢澤泽 広廣 真眞 国國圀 桜櫻 富冨 吉𠮷
    柳栁桺 橋槗𣘺 館舘 関關 滝瀧 竜龍 峰峯 恵惠惪 塩鹽 薮藪籔 桧檜 来來 渋澁澀 条條 蔵藏 秋穐
    遥遙 弥彌 寿壽 栄榮 実實 豊豐 礼禮 静靜 応應 万萬 与與 尭堯 巌巖 桑桒 梅楳 野埜 船舩 曽曾
    黒黑 青靑 清淸 教敎 増增 寛寬 緑綠 録錄 頼賴 瀬瀨 亀龜 学學斈 宝寶寳 将將 当當 円圓 沖冲
    鴎鷗 芦蘆 伝傳 仏佛 内內 凛凜 剣劍劔剱釼 勲勳 巻卷 巣巢 帯帶 強强 恒恆 悦悅 戸戶 数數 晋晉
    暁曉 県縣 槙槇 様樣 権權 横橫 歩步 歳歲 気氣 渓溪 温溫 湾灣 満滿 為爲 畳疊 発發 砺礪 祢禰
    稲稻 穂穗 穣穰 竃竈 篭籠 粋粹 糸絲 経經 総總 縄繩 芸藝 茎莖 荘莊 薫薰 蛍螢 観觀 覚覺 読讀
    賛贊 郎郞 郷鄕 鈎鉤 銭錢 鋭銳 鎮鎭 霊靈 顔顏 餅餠 駅驛 駆驅駈 髪髮 鶏鷄 麦麥 麹麴 黄黃
    渕淵渊 土圡 角⻆ 岳嶽 峡峽 会會 倶俱 台臺 喜㐂 壱壹 奥奧 姉姊 専專 厩廐廏 弐貳 彦彥 従從
    恋戀 慎愼 択擇 挙擧 摂攝 暦曆 桝枡 楽樂 楼樓 欧歐 歓歡 浄淨 浅淺 灯燈 独獨 禄祿 禅禪 緒緖
    続續 縁緣 声聲 舎舍 艶艷 蛎蠣 裏裡 装裝 証證 譲讓 釈釋 鉱鑛 長镸 随隨 雁鴈 鶴靏靍 頴穎
    騨驒 齢齡 児兒 両兩 亜亞 医醫 団團 壮壯 宮宫 属屬 庁廳 検檢 歴歷 済濟 瑶瑤 穏穩 繋繫 虫蟲
    誉譽 謡謠 鉄鐵鐡 隣鄰 頬頰 鯵鰺 塚塜 祇祗 達逹 柏栢 涛濤 爾尓 猪豬 珍珎 祷禱 翠翆 聡聰
    萌萠 蒋蔣 虎乕 衛衞 諌諫 讃讚 村邨 鴬鶯 昂昻 昇曻 煕熙熈 迪廸 涼凉 世卋 厳嚴 呑吞 哲喆
    啓啟 図圖 場塲 尚尙 峨峩 傑杰 旧舊 浩澔 飲飮 蘇蘓 梼檮 松枩 けゖ かゕ
"""

GROUPS: Final = tuple(_GROUPS.split())
"""Each group's first shape is the one the others fold to."""

SHAPES: Final[Mapping[int, str]] = MappingProxyType(
    {ord(shape): group[0] for group in GROUPS for shape in group[1:]}
)
"""A table for `str.translate`: every other shape to the first of its group."""
