-- In its sandbox pandoc's writer reads no file, and asks no network. What a page shows is handed to it: the report's own
-- figures, and the style with its fonts.
local URL = 'url%(%s*["\']?([^"\')%s]+)'

local function hand(path)
  local kind, content = pandoc.mediabag.fetch(path)
  pandoc.mediabag.insert(path, kind, content)
  return content
end

function Pandoc(doc)
  doc:walk {
    Image = function(image)
      if image.src:match('^build/figures/[%w-]+%.%a+$') then hand(image.src) end
    end,
  }
  for _, style in ipairs(PANDOC_WRITER_OPTIONS.variables.css or {}) do
    local folder = pandoc.path.directory(tostring(style))
    for file in hand(tostring(style)):gmatch(URL) do
      if not file:match('^%a+:') then hand(pandoc.path.join { folder, file }) end
    end
  end
end
