-- What may stand in words and in outputs; all else is refused, and all of it told at once with notebook, cell and reason.

local function set(words)
  local held = {}
  for word in words:gmatch('%S+') do held[word] = true end
  return held
end

local INLINES = set('Str Space SoftBreak LineBreak Emph Strong Strikeout Link')

local BLOCKS = set('Para Plain BulletList OrderedList BlockQuote Header Table')

local OWN_INLINES, OWN_BLOCKS = set('Code Image Span'), set('Figure Div')
local OWN_SPANS, OWN_DIVS = set('rag period'), set('chart folded rows')

local IN_WORDS = {
  RawBlock = 'HTML', RawInline = 'HTML', CodeBlock = 'code (lines that start with four spaces are)', Code = 'code',
  Image = 'a picture', HorizontalRule = 'a rule',
}

-- Marks of other Markdowns, which would be printed as they stand.
local MARKS = {
  ['{{[<%%]'] = 'a shortcode', [':::'] = 'a division', ['```'] = 'code', ['%[%^[^%]%s]+%]'] = 'a footnote',
  ['{[#.][%w_-]'] = 'attributes', ['{=%w'] = 'attributes', ['{[^{}]*[%w_-]='] = 'attributes',
}

-- Told apart from the statuses that pandoc itself ends with.
local REFUSED = 120

local refused, links = {}, {}

-- On one line, whatever it quotes: each refusal is read as a line of its own.
local function refuse(place, reason)
  table.insert(refused, place .. ': ' .. reason:gsub('%s+', ' '))
end

local function stop_if_refused()
  if #refused == 0 then return end
  io.stderr:write(table.concat(refused, '\n') .. '\n')
  os.exit(REFUSED)
end

local function words_of(element)
  return pandoc.utils.stringify(element)
end

local function shorten(words)
  return pandoc.text.sub(words, 1, 60)
end

local function each_row(tbl, act)
  for _, row in ipairs(tbl.head.rows) do act(row) end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do act(row) end
    for _, row in ipairs(body.body) do act(row) end
  end
  for _, row in ipairs(tbl.foot.rows) do act(row) end
end

-- Prose has no attributes: no element of it may carry an identifier, a class or a key, whatever its reader makes of it.
local function refuse_attributes(blocks, place)
  local function look(element, whole)
    local attr = element.attr
    if attr.identifier ~= '' or #attr.classes > 0 or #attr.attributes > 0 then
      refuse(place, 'gives words attributes (“' .. words_of(whole) .. '”); take them out')
    end
  end
  local function look_at_table(tbl)
    for _, part in ipairs { tbl, tbl.head, tbl.foot, table.unpack(tbl.bodies) } do look(part, tbl) end
    each_row(tbl, function(row)
      for _, part in ipairs { row, table.unpack(row.cells) } do look(part, tbl) end
    end)
  end
  local function look_at_allowed(element)
    if element.attr and (BLOCKS[element.t] or INLINES[element.t]) then look(element, element) end
  end
  blocks:walk { Block = look_at_allowed, Inline = look_at_allowed, Table = look_at_table }
end

-- An address that is written as `www.example.org`, which its reader takes for one of http.
local function is_bare(link)
  return words_of(link):match('^www%.') and link.target == 'http://' .. words_of(link)
end

local function check_link(link, place)
  local said = words_of(link)
  if said:match('^%^') then return refuse(place, 'contains a footnote (“[' .. said .. ']”); write it into the text') end
  local anchor, address = link.target:match('^#([%w-]+)$'), link.target:lower()
  if anchor then
    table.insert(links, { place = place, anchor = anchor })
  elseif link.target:match('[%c%s]') then
    refuse(place, 'has a link with spaces or line ends in its address (“' .. link.target:gsub('%c', ' ') .. '”); take them out')
  elseif not (address:match('^https://') or address:match('^mailto:') or is_bare(link)) then
    refuse(place, 'has a link to “' .. link.target .. '”; link to https://, to mailto: or to a heading of the report')
  end
  if link.title ~= '' then
    refuse(place, 'has a link with a title (“' .. link.title .. '”), which paper does not show; take the title out')
  end
end

-- A mark of another Markdown in the words of a block, which would be printed as it stands.
local function check_marks(block, place)
  local said = words_of(block)
  for mark, name in pairs(MARKS) do
    local found = said:match('%S*' .. mark .. '%S*')
    if found then refuse(place, 'contains ' .. name .. ' (“' .. found .. '”); take it out, or write it as words') end
  end
end

-- Pictures and spans come from the project's own outputs alone, and carry what these give them.
local function check_own(element, place)
  if element.t == 'Image' then
    if not element.src:match('^build/figures/[%w-]+%.?%a*$') then
      refuse(place, 'shows a picture that is not one of the report\'s figures (“' .. element.src .. '”); take it out')
    end
    for name in pairs(element.attributes) do
      if name ~= 'fig-alt' then refuse(place, 'gives a picture the attribute “' .. name .. '”; take it out') end
    end
  elseif element.t == 'Span' and (not OWN_SPANS[element.classes[1]] or #element.attributes > 0) then
    refuse(place, 'shows a span that is neither a RAG badge nor a period; take it out')
  elseif element.t == 'Div' and (not OWN_DIVS[element.classes[1]] or #element.attributes > 0) then
    refuse(place, 'shows a division that is neither a chart nor a table of the report; take it out')
  end
end

local function check_header(header, place)
  local said = words_of(header)
  if header.level < 3 then refuse(place, 'has a heading of the page\'s own level (“' .. said .. '”); start it with ### or more') end
  check_marks(header, place)
end

local function check_table(tbl, place)
  local heads = {}
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do table.insert(heads, words_of(cell.contents)) end
  end
  if table.concat(heads) == '' then refuse(place, 'has a table without column heads; fill in its first row') end
end

-- Returns whether all of it is allowed.
local function check(blocks, place, is_output)
  local before = #refused
  local function allowed(element, names, own)
    if names[element.t] then return end
    if is_output and own[element.t] then return check_own(element, place) end
    local quote = element.text and ' (“' .. shorten(element.text) .. '”)' or ''
    refuse(place, 'contains ' .. (IN_WORDS[element.t] or element.t) .. quote .. '; take it out, or write it as words')
  end
  blocks:walk {
    Block = function(block) allowed(block, BLOCKS, OWN_BLOCKS) end,
    Inline = function(inline) allowed(inline, INLINES, OWN_INLINES) end,
    Link = function(link) check_link(link, place) end,
    Table = function(tbl) check_table(tbl, place) end,
  }
  if is_output then return #refused == before end
  refuse_attributes(blocks, place)
  blocks:walk {
    Header = function(header) check_header(header, place) end,
    Para = function(block) check_marks(block, place) end,
    Plain = function(block) check_marks(block, place) end,
  }
  return #refused == before
end

local function check_anchors(doc)
  local held = {}
  doc.blocks:walk { Header = function(header) held[header.identifier] = true end }
  for _, link in ipairs(links) do
    if not held[link.anchor] then refuse(link.place, 'has a link to “#' .. link.anchor .. '”, but the report has no such heading; link to one, as #scorecard') end
  end
end

return {
  check = check,
  check_anchors = check_anchors,
  is_bare = is_bare,
  refuse = refuse,
  stop_if_refused = stop_if_refused,
}
