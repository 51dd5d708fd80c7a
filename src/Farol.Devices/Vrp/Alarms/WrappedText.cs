using System.Text;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>
/// Joins a text that the router has cut at a fixed width, in the middle of words. A piece that is one shorter than the widest ended in a blank.
/// </summary>
internal sealed class WrappedText
{
    private const int MaxLength = 16_384;
    private readonly List<string> _pieces = [];
    private int _length;

    public void Clear()
    {
        _pieces.Clear();
        _length = 0;
    }

    public void Add(ReadOnlySpan<char> piece)
    {
        if (!piece.IsEmpty && _length + piece.Length <= MaxLength)
        {
            _pieces.Add(piece.ToString());
            _length += piece.Length;
        }
    }

    public string? Join()
    {
        if (_pieces.Count == 0)
        {
            return null;
        }

        var width = _pieces.Count < 2 ? 0 : _pieces.Take(_pieces.Count - 1).Max(p => p.Length);
        var text = new StringBuilder(_length + _pieces.Count);
        for (var i = 0; i < _pieces.Count; i++)
        {
            text.Append(_pieces[i]);
            if (i < _pieces.Count - 1 && _pieces[i].Length == width - 1 && !_pieces[i + 1].StartsWith(' '))
            {
                text.Append(' ');
            }
        }

        return text.ToString().Trim();
    }
}
