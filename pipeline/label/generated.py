"""Rules for what a language model said to the person who prompted it, instead of the article.

`Takes` and `Leaves` are tested. Chinese refusals stand nowhere in 4,026 gold texts; articles about
them quote them, so a quoted phrase is never believed.
"""

import re

from pipeline.model import Block

LONGEST = 600
"""Characters: a model's remark is a few sentences; more is an article."""

_QUOTED = re.compile(r"[“\"「『‘][^“”\"「」『』]{0,200}[”\"」』’]")
_MODEL = re.compile(
    r"作为(?:一个|一名|一款)?(?:AI|人工智能|ＡＩ)?\s?(?:语言|大语言)?(?:模型|助手|AI)[，,]|作為(?:一個)?(?:AI|人工智慧|人工智能)\s?(?:語言)?(?:模型|助手)[，,]"
    r"|[Aa]s an? (?:AI|artificial intelligence|large language)(?: language)?(?: model| assistant|,| I)",
)
_REFUSAL = re.compile(
    r"(?:很?抱歉|对不起|對不起|非常抱歉)[，,！!]?\s?(?:但是?)?我(?:无法|不能|無法|没有办法)(?:为您|為您|满足|協助|协助|提供|生成|继续|訪問|访问|回答|完成|根据|处理)"
    r"|(?:很?抱歉|对不起)[，,]您(?:提供|给出|输入)的"
    r"|由于篇幅(?:限制|有限|原因|所限)?[，,]\s?我(?:无法|不能|只能)|(?:如需|需要|若要)(?:我)?继续(?:生成|写)?[，,]\s?请(?:直接)?回复"
    r"|I(?:'|’)?m sorry,? but I (?:can(?:'|’|no)t|cannot|am unable to)|I (?:cannot|can(?:'|’)t) (?:fulfill|assist with|help with|comply with) (?:this|that|your) request"
    r"|I(?:'|’)?m sorry,? but the (?:keyword|topic|title|text|information|content|prompt)s? you (?:have )?(?:provided|gave)"
    r"|I apologi[sz]e,? but (?:I (?:don(?:'|’)?t|do not|can(?:'|’|no)t|cannot|am (?:unable|not able))|as an? (?:AI|language))"
    r"|I (?:don(?:'|’)t|do not) have (?:direct |any )?access to (?:real-time|live|current|up-to-date|external|the internet)"
    r"|against (?:OpenAI|my) (?:use|content) polic|my (?:knowledge cutoff|training data) (?:is|was|only|goes)|^Regenerate response$",
)
_SCAFFOLD = re.compile(
    r"^(?:好的|当然|當然|没问题|沒問題)[，,！!。]?\s?(?:以下|这是|這是|下面|我将|我会|这里)(?:是|为|為|将|会)?"
    r"|^(?:好的|好|当然|當然|没问题|沒問題|可以)(?:可以|没问题|沒問題)?[，,！!。]\s?(?:以下|下面|这|這|我已|为您|為您)[^。]{0,80}(?:文章|标题|標題|内容|內容|稿|文案|版本|大纲|大綱|报告|報告)[^。]{0,10}[:：]$"
    r"|^(?:以下|下面)是(?:我)?(?:根据|按照|为您|為您)?(?:您|你)?(?:的|所)?(?:要求|需求|提供)?(?:的)?[^。]{0,20}(?:改写|重写|生成|撰写|仿写|扩写|润色|改寫|撰寫)(?:后|後|好)?的?[^。]{0,16}[:：]?$"
    r"|^[\[【(（](?:关键词|插入关键词|植入关键词|关键词植入|此处植入)[^\[\]【】()（）]{0,60}[\]】)）]$"
    r"|希望(?:这篇|以上|这份|此|本)?(?:文章|内容|回答|改写|标题)?(?:能够?|可以)?(?:符合|满足)(?:您|你)的(?:要求|需求|期望)"
    r"|(?:如果|若)(?:您|你)(?:还|能|可以|需要|有)?[^。]{0,30}(?:请告诉我|請告訴我|请随时告诉我|我(?:将|会)?很?乐意(?:为您|为你|继续|提供|帮))"
    r"|^请(?:您)?提供(?:需要|要|您)?(?:改写|更多|原文|原标题|具体|待)[^。]{0,40}(?:以便|我(?:将|会|才)|文章|标题|内容|信息)"
    r"|^[（(【\[](?:全文|本文|正文|字数)(?:约|共|共计|总计|统计)?[:：]?\s?(?:约)?\s?\d{2,5}\s?字[左右]*[)）】\]]$|^字数(?:统计)?[:：]\s?\d{2,5}字?$"
    r"|^(?:Certainly|Sure|Of course|Absolutely)[!,.]? (?:[Hh]ere(?:'|’)?s?(?: is| are)?|I(?:'|’)(?:ll|d))\b"
    r"|^Here(?:'|’| i)s (?:a|an|the|your) (?:rewritten|revised|rephrased|\d+[- ]word|possible|draft|paraphrased)"
    r"|^Here(?:'|’| i)s an? (?:outline|template|sample|example)[^.]{0,40} (?:that )?you can (?:adapt|use|follow|customi[sz]e)[^.]{0,40}[:.]$"
    r"|^Please provide (?:the|me|more)\b[^.]{0,120}[,.]? and I(?:(?:'|’)ll| will| can| would)(?: be (?:happy|glad|able) to)?\b"
    r"|^Is there anything else (?:you(?:(?:'|’)d| would) like|I can)(?: me)?(?: to)? (?:help|assist|do)\b"
    r"|I hope this (?:article|helps|meets your|piece|draft)[^.]{0,60}(?:requirements|needs|request|expectations)|[Ll]et me know if you(?:'|’)?(?:d| would| need| want)[^.]{0,60}(?:changes|adjust|revis|anything else|rewrite|tweak|edits)"
    r"|^[\[【(（](?:此处|此處|请在此|請在此|在此|插入|配图|Image|Insert|Photo placeholder|Add)[^\[\]【】()（）]{0,80}[\]】)）]$"
    r"|以上(?:内容|內容)(?:由|为|為)\s?(?:AI|人工智能|人工智慧|大?(?:语言)?模型)\s?(?:根据[^。，,]{1,12})?(?:生成|產生|创作|整理)|需要(?:更|我)[^。]{0,20}[請请]再?告[訴诉]我|[Pp]lease provide (?:the |me )[^.]{0,60}so (?:that )?I can|身為\s?(?:一個)?\s?(?:AI|人工智慧)"
    r"|\[(?:[Ii]nsert|[Ii]nclude|[Aa]dd) (?:an? |your |the )?(?:internal |external |relevant )?(?:link|image|name|date|source|quote)s?[^\[\]]{0,60}\]|^\[(?:Your|Author|Company) Name\]$|^\[task \d+\]$|^[\[(]?[Ww]ord count\s?[:：]\s?(?:about |approx\.? |~)?[\d,]{2,6}(?: words)?[\])]?$"
)
_OFFER = re.compile(
    r"^(?:改写|优化|润色|扩写|重写|修改)后(?:的(?:文章|内容|标题|正文|版本))?(?:如下)?[:：]$|^(?:以下是)?(?:伪原创|原创)(?:文章|内容|标题)?(?:如下)?[:：]$|^(?:改写|润色|扩写)结果(?:如下)?[:：]$"
    r"|^</?think>|^(?:好的|嗯|首先)[，,]?\s?(?:这?个?)?用户(?:让|要求|要|希望|想|需要|给|提供)(?:我|了)?[^。]{0,60}(?:写|标题|文章|内容|关键词)"
    r"|^以上(?:文章|内容|正文|全文)?(?:共计|总计|合计|共|一共)?(?:约|大约)?\s?\d{2,5}\s?个?字[^。]{0,12}(?:符合|满足)"
    r"|^(?:没问题|好的?|收到|明白了?|了解|当然)[,，!！。]{1,2}\s?我?(?:已经?|现已)(?:按照|根据|按|依照|遵照)(?:你|您)[^。]{0,60}(?:整理|撰写|写|改写|生成|完成)[^。]{0,40}[:：。]$"
    r"|^关键词(?:覆盖|布局|分布|出现|植入)(?:情况|次数|统计)?\s?[:：].*(?:密度|次[)）])"
    r"|^(?:User|Human|Assistant|用户|提示词|指令)\s?[:：]\s?(?:请|再|帮我?|给我|以|根据|写|把|将)[^“”]{0,60}(?:写|篇|改写|主题|要求|字|文章)"
    r"|^请(?:您)?(?:补充|提供|输入)(?:完整的?|需要)?(?:扩写|改写|撰写|生成|仿写)?的?(?:关键词|标题|原文|主题)(?:[,，。]|$)"
    r"|^(?:您好|你好)[,，!！]?\s?我注意到(?:您|你)(?:发送|提供|输入|给出)的|^为了更好地完成(?:您|你)的(?:稿件|文章|需求|任务)[,，]"
    r"|^以上(?:文章|内容|标题|文案|稿件)[^。？?]{0,16}(?:符合|满足|达到)(?:您|你)[^。？?]{0,12}[吗么][？?]"
    r"|^收到(?:这些|您的?|你的?)(?:信息|回复|资料|内容)[后後]?[,，]我(?:会|将)"
    r"|^以上(?:文章|内容|正文|全文|稿件)(?:共计|总计|合计|共|一共|约|大约|大概){0,2}\s?\d{2,5}\s?个?字"
    r"|(?:如需|如果?(?:您|你)?需要|若需)我?(?:进一步|继续|再)?(?:扩写|改写|缩写|续写|仿写|润色|精简)[^。]{0,16}(?:告诉|告知|联系)我"
    r"|^[\[【](?:图片|圖片|配图|配圖|插图|插圖|示意图|示意圖)\s?\d{0,2}\s?[:：][^\[\]【】]{2,60}[\]】]$"
    r"|(?:^|[。！!]\s?)(?:请问)?(?:(?:您|你)?(?:还|是否)需要我|需要我)(?:为您|为你|帮您|帮你|再|继续|做|进行|对|把|哪些|一步|进|其他|什么){0,4}[^。？?]{0,12}(?:撰写|调整|修改|补充|润色|扩写|改写|续写|优化)[^。]{0,20}[？?]$"
    r"|^(?:如果|如需|若|如)(?:您|你)?(?:还)?(?:需要|想要|希望|要)?[^。]{0,30}[，,]\s?我(?:可以|会|能|将)(?:继续|再|进一步)?(?:为|帮|给)(?:您|你)(?:补充|调整|修改|撰写|完善|扩写|润色|细化|优化|改写|续写)"
    r"|^(?:如果|若|如)(?:您|你)[^。]{0,40}[，,]\s?我可以(?:为|帮|给)(?:您|你)(?:介绍|提供|解答|推荐|解释|分析)"
    r"|^(?:这篇|本篇|以上|本|该)(?:文章|内容|正文)[^。]{0,80}(?:符合\s?SEO\s?(?:要求|规范|标准)|(?:您|你)看(?:看)?是否(?:满意|合适|需要))"
    r"|^(?:以上|本文|全文|文章)[^。]{0,60}关键词密度(?:约|大约|大概)?(?:为|是|在)?\s?\d|^关键词密度(?:约为|约|大约为|为)?\s?[:：]?\s?\d[\d.]*\s?[%％]$"
    r"|^以上(?:就)?是(?:我)?(?:根据|按照)(?:您|你)的?(?:要求|需求|提示)(?:所)?(?:撰写|生成|改写|创作|编写)"
    r"|^(?:请注意|需要说明的是|温馨提示|注意)[，,：:]\s?(?:由于)?我(?:只|仅)?是(?:一个|一名|一款)?(?:AI|ＡＩ|人工智能)\s?(?:语言)?(?:模型|助手|助理)"
    r"|^[【\[（(]?(?:温馨提示|提示|注|声明|说明)[】\])）:：]{1,2}\s?(?:以上|本文|本篇|文中|文章)?(?:文章|内容)?(?:均|为|系)?(?:由|是由)\s?(?:AI|ＡＩ|人工智能)(?:辅助)?(?:自动)?(?:生成|撰写|创作)"
)
"""Gold: 0 of 17,476 lines in Han."""
_FIELD = re.compile(
    r"^(?:News Headline|Keywords|News Content|Prompt|System|User|Assistant|Article Title|Tone|Word count)\s?[:：]",
    re.IGNORECASE,
)
_REQUESTER = re.compile(
    r"您的(?:需求|要求|指令|请求|问题描述)|您(?:所|提供|给出|输入|想要|要求)的?|your (?:request|requirements|prompt|instructions)"
    r"|(?:为|為)(?:您|你)(?:生成|撰写|撰寫|改写|改寫|创作|拟定|编写)|未提供(?:正文|关键词|内容|标题|原文)|(?:补充|提供)(?:关键词|正文|原文|标题)"
)
_NO_TITLE = re.compile(
    r"(?:很?抱歉|对不起)[,，][^。]{0,24}(?:无法|不能)(?:生成|提供|撰写|给出|拟定)[^。]{0,16}(?:标题|文章|内容|文案)"
)
_TASK = re.compile(
    r"\d{3,5}\s?字|标题|标題|格式|内容[:：]|撰写|改写|生成|详细阐述|篇幅|文章|关键词|the title|word count|as requested|rewrite"
)


LONGEST_TASK = 160
_TASK_SET = re.compile(
    r"请(?:你|您)?(?:帮我|给我)?(?:以|用|按|根据|围绕|就)?[^。]{0,40}(?:写|撰写|生成|创作)(?:一|1|几)?[篇份段个][^。]{0,60}(?:文章|软文|文案|推文|稿件|稿子|短文|标题)[^。]{0,40}$"
    r"|要求\s?[:：].{0,24}(?:原创度|字数|关键词|SEO|不少于\s?\d+\s?字|口语化|伪原创)"
)


def spoken(text: str) -> str:
    """A text without what stands in quotation marks."""
    return _QUOTED.sub("", text)


def quotes_model(block: Block) -> bool:
    """Whether a line shows a model's remark in quotation marks: then the page is about such remarks."""
    quoted = " ".join(_QUOTED.findall(block.text[:LONGEST]))
    inner = quoted.strip('“”"「」『』‘’ ')
    return bool(inner) and any(pattern.search(inner) for pattern in (_MODEL, _REFUSAL, _SCAFFOLD))


def model_remark(block: Block) -> bool:
    """A model says what it is.

    Takes: 作为一个AI语言模型,我无法访问该网站的实时数据,因此不能给出具体排名。
    Leaves: 页面上赫然写着“作为一个AI语言模型,我无法访问”,编辑却没有发现。
    """
    return (
        len(block.text) <= LONGEST
        and ("模型" in block.text or "助手" in block.text or "s a" in block.text)
        and bool(_MODEL.search(spoken(block.text)))
    )


def refusal(block: Block) -> bool:
    """A model declines, or apologises to whoever prompted it.

    Takes: I'm sorry, but I can't assist with that request.
    Takes: 很抱歉，我无法为您生成该主题的文章
    Takes: I apologize, but I don't have access to real-time product data.
    Leaves: 很抱歉,我没能赶上末班车,于是走了回来。
    Leaves: I apologize for the delay, and I don't have access to a car.
    """
    return len(block.text) <= LONGEST and bool(_REFUSAL.search(spoken(block.text)))


def scaffolding(block: Block) -> bool:
    """What a model says before and after the text that it was asked for.

    Takes: 好的,以下是根据您的要求改写的文章:
    Takes: (全文约1000字)
    Takes: 当然可以!下面是一篇符合SEO规范、包含关键词“海岛露营”的文章:
    Takes: [Word count: 812]
    Takes: Here is an outline that you can adapt to your needs:
    Takes: Please provide the list of products, and I will be happy to write a unique article.
    Takes: Is there anything else you would like me to help you with?
    Leaves: 以下是改写后的代码,运行时间缩短了一半。
    """
    return len(block.text) <= LONGEST and bool(_SCAFFOLD.search(spoken(block.text)))


def offer(block: Block) -> bool:
    """How a model hands over what it has written, counts it, and asks what more is wanted.

    Takes: 原创文章如下：
    Takes: 以上文章共计约600字，符合您的要求。
    Takes: 您还需要我做哪些调整吗？
    Takes: 以上内容约500字，如需扩写请告诉我。
    Takes: [图片：一位用户在看手机账单]
    Takes: 为了更好地完成您的稿件,麻烦您告诉我以下几点:
    Takes: 没问题!我已按照你给出的大纲和关键词整理成文,语气尽量口语化,方便直接发布:
    Takes: 关键词覆盖情况:浮桥怎么走(3次)、浮桥夜航(2次),密度符合SEO规范。
    Takes: User: 再写一篇,主题换成“浮桥夜里能不能走”,要求同上。
    Takes: 好的，用户让我写一篇关于浮桥的文章，我需要先理清结构。
    Leaves: 希望这篇文章对他有帮助，她把它折好，夹进了信封。
    Leaves: 需要我帮您把箱子搬上楼吗？
    Leaves: 以上内容约占全书的三分之一。
    Leaves: （图：渡口的旧船）
    Leaves: 关键词密度不必刻意控制，通常在3%上下就够了。
    """
    return len(block.text) <= LONGEST and bool(_OFFER.search(spoken(block.text)))


def prompt_field(block: Block) -> bool:
    """A field of a prompt that was never filled in or taken out.

    Takes: News Headline: Bank raises rates
    Leaves: Keyword research takes patience.
    """
    return len(block.text) <= 200 and not block.stops and bool(_FIELD.match(block.text))


def leak_title(block: Block) -> bool:
    """A title that argues with its prompt; believed only in a list of titles (NOISE A6).

    Takes: 格式中包含了“标题:标题 内容:内容”,这与您的需求相冲突。此外,这里不需要1000字的详细阐述。
    Takes: 格式要求中未提供正文,您可以补充关键词后我再为您生成完整的标题。
    Takes: 抱歉,关键词“null”无法生成有意义的文章标题,您可以换一个关键词再试。
    Leaves: 如何根据您的需求选择贷款产品
    """
    text = block.text
    if not block.stops:
        return False
    return _NO_TITLE.match(text) is not None or (bool(_REQUESTER.search(text)) and bool(_TASK.search(text)))


def task_set(block: Block) -> bool:
    """What a model was told to write, and how; an examination tells its readers so, inside its text.

    Takes: 请写一篇关于信用卡提额的文章,800字
    Takes: 要求:原创度不低于80%,自然融入关键词。
    Leaves: 请写一封信给灯塔的看守人
    Leaves: 要求:年龄三十岁以下,会游泳。
    """
    return len(block.text) <= LONGEST_TASK and _TASK_SET.match(block.text) is not None


RULES = (model_remark, refusal, scaffolding, offer, prompt_field, task_set)
IN_TITLES = (leak_title,)
"""Believed in a list of titles only."""
