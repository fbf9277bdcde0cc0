-- What the writer of Typst would get wrong, for both publishers.

local CALLS = pandoc.List { 'Emph', 'Strong', 'Strikeout', 'Underline', 'Superscript', 'Subscript', 'Link', 'RawInline' }

-- Quarto tells pandoc to write every table without a figure around it, and so without its caption: for those that have
-- one, that is taken back (https://github.com/quarto-dev/quarto-cli/issues/11733).
function Table(tbl)
  if not FORMAT:match('typst') or #tbl.caption.long == 0 then return nil end
  tbl.classes = tbl.classes:filter(function(class) return class ~= 'typst:no-figure' end)
  return tbl
end

-- Typst takes `-?` for a soft hyphen, which is not printed: the hyphen is escaped.
local function with_hyphens(str)
  local parts, from = pandoc.List {}, 1
  while true do
    local place = str.text:find('-?', from, true)
    if not place then break end
    if place > from then parts:insert(pandoc.Str(str.text:sub(from, place - 1))) end
    parts:insert(pandoc.RawInline('typst', '\\-'))
    from = place + 1
  end
  if from == 1 then return nil end
  parts:insert(pandoc.Str(str.text:sub(from)))
  return parts
end

function Str(str)
  if FORMAT:match('typst') then return with_hyphens(str) end
end

-- A word that follows a call after a full stop only, such as the `at` of `*x*.at(1)`, would be taken for a part of the
-- call, and what stands in its brackets for code: a semicolon, which is not printed, ends the call.
function Inlines(inlines)
  if not FORMAT:match('typst') then return nil end
  for place = #inlines, 2, -1 do
    local call, word = inlines[place - 1], inlines[place]
    local is_call = CALLS:includes(call.t) and (call.t ~= 'RawInline' or call.text:match('[%])]$'))
    if is_call and word.t == 'Str' and word.text:match('^[.(]') then inlines:insert(place, pandoc.RawInline('typst', ';')) end
  end
  return inlines
end
