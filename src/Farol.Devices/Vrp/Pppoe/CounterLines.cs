using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>Reads an output of "NAME : N" pairs, one or several a line.</summary>
internal static class CounterLines
{
    private const int MaxCounters = 1_024;

    /// <summary>Fills the record by the table and returns every counter; reads to the end of the text.</summary>
    public static IReadOnlyList<NamedCount> Read<T>(ref OutputReader reader, T record, FieldTable<T> fields)
        where T : class
    {
        var counters = new List<NamedCount>();
        while (reader.Next())
        {
            var rest = reader.Content;
            while (KeyValue.TryTake(ref rest, out var key, out var value))
            {
                fields.TrySet(record, key, value);
                if (Number.Integer(value) is { } count && counters.Count < MaxCounters && !key.Is("Slot"))
                {
                    counters.Add(new NamedCount(key.ToString(), count));
                }
            }
        }

        return counters;
    }
}
