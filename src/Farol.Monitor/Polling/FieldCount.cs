using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Farol.Monitor.Polling;

/// <summary>Counts the fields of a parsed record that hold a value; a list counts its rows. For diagnostics, so that an operator sees an empty success.</summary>
internal static class FieldCount
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _properties = new();

    public static int Of(object record) =>
        _properties.GetOrAdd(record.GetType(), t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0)])
            .Sum(p => p.GetValue(record) switch
            {
                null => 0,
                string => 1,
                ICollection rows => rows.Count,
                _ => 1,
            });
}
