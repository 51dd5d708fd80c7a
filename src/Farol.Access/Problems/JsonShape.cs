using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Farol.Access.Problems;

/// <summary>Holds a JSON value against a type and names every field that does not fit, by its path (<c>health_check.interval</c>, <c>backends[0].weight</c>).</summary>
internal static class JsonShape
{
    private const string WholeBody = "body";

    public static void Check(JsonElement value, JsonTypeInfo type, string path, FieldErrors errors)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when type.PolymorphismOptions is null:
                CheckObject(value, type, path, errors);
                break;
            case JsonTypeInfoKind.Enumerable when type.ElementType is { } item:
                CheckList(value, type.Options.GetTypeInfo(item), path, errors);
                break;
            case JsonTypeInfoKind.Dictionary when type.ElementType is { } item:
                CheckMap(value, type.Options.GetTypeInfo(item), path, errors);
                break;
            default:
                CheckValue(value, type, path, errors);
                break;
        }
    }

    public static string Name(string path) => path.Length == 0 ? WholeBody : path;

    private static void CheckObject(JsonElement value, JsonTypeInfo type, string path, FieldErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(Name(path), "must be an object");
            return;
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            var at = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (!given.Add(field.Name))
            {
                errors.Add(at, "is given twice");
            }
            else if (type.Properties.FirstOrDefault(known => known.Name == field.Name) is { Set: not null } property)
            {
                CheckProperty(field.Value, property, at, errors);
            }
            else if (!type.Properties.Any(known => known.IsExtensionData))
            {
                errors.Add(at, $"is not known here; known are {string.Join(", ", type.Properties.Where(p => p.Set is not null).Select(p => p.Name))}");
            }
        }

        foreach (var missing in type.Properties.Where(property => property.IsRequired && !given.Contains(property.Name)))
        {
            errors.Add(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}", "is missing");
        }
    }

    private static void CheckProperty(JsonElement value, JsonPropertyInfo property, string path, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!property.IsSetNullable || (property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null))
            {
                errors.Add(path, "must not be null");
            }
        }
        else if (property.CustomConverter is null)
        {
            Check(value, property.Options.GetTypeInfo(property.PropertyType), path, errors);
        }
    }

    private static void CheckList(JsonElement value, JsonTypeInfo item, string path, FieldErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(Name(path), "must be a list");
            return;
        }

        var index = 0;
        foreach (var each in value.EnumerateArray())
        {
            Check(each, item, $"{path}[{index++}]", errors);
        }
    }

    private static void CheckMap(JsonElement value, JsonTypeInfo item, string path, FieldErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(Name(path), "must be an object");
            return;
        }

        foreach (var each in value.EnumerateObject())
        {
            Check(each.Value, item, path.Length == 0 ? each.Name : $"{path}.{each.Name}", errors);
        }
    }

    private static void CheckValue(JsonElement value, JsonTypeInfo type, string path, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            errors.Add(Name(path), "must not be null");
            return;
        }

        try
        {
            value.Deserialize(type);
        }
        catch (JsonException)
        {
            errors.Add(Name(path), Expected(Nullable.GetUnderlyingType(type.Type) ?? type.Type));
        }
    }

    private static string Expected(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => "is none of the words that it may be",
        TypeCode.String => "must be text",
        TypeCode.Boolean => "must be true or false",
        TypeCode.Int32 => $"must be a whole number, and at most {int.MaxValue}",
        TypeCode.Int64 or TypeCode.Int16 or TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => "must be a whole number",
        TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "must be a number",
        TypeCode.DateTime => "must be a time, as 2026-01-31T12:00:00Z",
        _ when type == typeof(DateTimeOffset) => "must be a time, as 2026-01-31T12:00:00Z",
        _ => "is not of the type that is expected",
    };
}
