-- What the writer of Typst would get wrong, for both publishers.

local CALLS = pandoc.List { 'Emph', 'Strong', 'Strikeout', 'Underline', 'Superscript', 'Subscript', 'Link', 'RawInline' }

-- Quarto tells pandoc to write every table without a figure around it, and so without its caption: for those that have
-- one, that is taken back (https://github.com/quarto-dev/quarto-cli/issues/11733).
local function with_caption(tbl)
  if #tbl.caption.long == 0 then return nil end
  tbl.classes = tbl.classes:filter(function(class) return class ~= 'typst:no-figure' end)
  return tbl
end

-- Typst takes `-?` for a soft hyphen, which is not printed, `--` for a dash, the hyphen of `-5` for a minus and `...` for
-- an ellipsis, and it turns quotation marks round; pandoc's writer makes such short forms of dashes and of apostrophes. Each
-- is written so that paper shows what the page does.
local AS_IT_IS = { ['–'] = true, ['—'] = true, ['‘'] = true, ['’'] = true }

local function escaped(text) return pandoc.RawInline('typst', '\\' .. text) end

-- The inline for what stands at a place of a text, where Typst would read it otherwise, and the place after it.
local function special(text, place)
  local three = text:sub(place, place + 2)
  if AS_IT_IS[three] then return pandoc.RawInline('typst', three), place + 3 end
  local is_minus = text:match('^%-%d', place) and not text:sub(1, place - 1):match('[%w\128-\255]$')
  if is_minus or three == '...' or text:match('^%-[-?]', place) or text:match('^["\']', place) then
    return escaped(text:sub(place, place)), place + 1
  end
end

local function with_escapes(str)
  local parts, from, place = pandoc.List {}, 1, 1
  while true do
    place = str.text:find('[-."\'\xe2]', place)
    if not place then break end
    local inline, after = special(str.text, place)
    if inline then
      if place > from then parts:insert(pandoc.Str(str.text:sub(from, place - 1))) end
      parts:insert(inline)
      from = after
    end
    place = after or place + 1
  end
  if from == 1 then return nil end
  if from <= #str.text then parts:insert(pandoc.Str(str.text:sub(from))) end
  return parts
end

-- What would begin a heading, a list or a term at the start of a line, of a cell or of emphasis.
local OPENING = { '^(=)=*$', '^([-+/])$' }

local function opening(str)
  if str.t ~= 'Str' then return nil end
  local number = str.text:match('^(%d+)%.$')
  if number then return { pandoc.Str(number), escaped('.') } end
  for _, pattern in ipairs(OPENING) do
    local sign = str.text:match(pattern)
    if sign then return { escaped(sign), pandoc.Str(str.text:sub(2)) } end
  end
end

local function with_openings(inlines)
  local parts, is_start = pandoc.List {}, true
  for _, inline in ipairs(inlines) do
    parts:extend(is_start and opening(inline) or { inline })
    is_start = inline.t == 'LineBreak' or inline.t == 'SoftBreak'
  end
  return parts
end

-- A word that follows a call after a full stop only, such as the `at` of `*x*.at(1)`, would be taken for a part of the
-- call, and what stands in its brackets for code: a semicolon, which is not printed, ends the call.
local function with_ends(inlines)
  for place = #inlines, 2, -1 do
    local call, word = inlines[place - 1], inlines[place]
    local is_call = CALLS:includes(call.t) and (call.t ~= 'RawInline' or call.text:match('[%])]$'))
    if is_call and word.t == 'Str' and word.text:match('^[.(]') then inlines:insert(place, pandoc.RawInline('typst', ';')) end
  end
  return inlines
end

-- The metadata is left alone: the template takes some of it for values.
function Pandoc(doc)
  if not FORMAT:match('typst') then return nil end
  doc.blocks = doc.blocks:walk {
    Table = with_caption,
    Str = with_escapes,
    Inlines = function(inlines) return with_ends(with_openings(inlines)) end,
  }
  return doc
end
