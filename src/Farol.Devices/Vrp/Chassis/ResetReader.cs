using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Collects "Date of slot 4 is reset: …", "Time of slot 4 is reset: …", "Reason is: …".</summary>
internal sealed class ResetReader
{
    private readonly ImmutableArray<BoardReset>.Builder _resets = ImmutableArray.CreateBuilder<BoardReset>();
    private string _date = "";

    public ImmutableArray<BoardReset> Resets => _resets.ToImmutable();

    /// <summary>Takes the pair if it is about a reset.</summary>
    public bool TryTake(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Begins("Date of slot") && key.EndsWith("is reset"))
        {
            _date = value.ToString();
            _resets.Add(new BoardReset(key["Date of slot".Length..].FirstWord().ToString(), null, null));
        }
        else if (_resets.Count > 0 && key.Begins("Time of slot"))
        {
            _resets[^1] = _resets[^1] with { Time = Moment.LeadingLocal($"{_date} {value}") };
        }
        else if (_resets.Count > 0 && key.Is("Reason is"))
        {
            _resets[^1] = _resets[^1] with { Reason = value.OrNull() };
        }
        else
        {
            return false;
        }

        return true;
    }
}
