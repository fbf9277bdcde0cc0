-- Quarto tells pandoc to write every table without a figure around it, and so without its caption: for those that have
-- one, that is taken back (https://github.com/quarto-dev/quarto-cli/issues/11733).
function Table(tbl)
  if not FORMAT:match('typst') or #tbl.caption.long == 0 then return nil end
  tbl.classes = tbl.classes:filter(function(class) return class ~= 'typst:no-figure' end)
  return tbl
end
