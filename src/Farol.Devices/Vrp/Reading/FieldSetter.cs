namespace Farol.Devices.Vrp.Reading;

/// <summary>Puts the value of one "key : value" line into a record.</summary>
internal delegate void FieldSetter<in T>(T target, ReadOnlySpan<char> value);
