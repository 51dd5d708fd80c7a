using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads an output that is nothing but "key : value" lines.</summary>
internal static class AttributeLines
{
    private const int MaxAttributes = 512;

    /// <summary>Fills the record by the table and returns every pair; reads to the end of the text.</summary>
    public static IReadOnlyList<AccessAttribute> Read<T>(ref OutputReader reader, T record, FieldTable<T> fields)
        where T : class
    {
        var attributes = new List<AccessAttribute>();
        while (reader.Next())
        {
            if (!KeyValue.TrySplit(reader.Content, out var key, out var value) || attributes.Count == MaxAttributes)
            {
                continue;
            }

            attributes.Add(new AccessAttribute(null, key.ToString(), value.OrNull(), FromRadius: false));
            if (!value.IsNothing())
            {
                fields.TrySet(record, key, value);
            }
        }

        return attributes;
    }
}
