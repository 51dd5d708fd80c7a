using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display license" and "display license verbose".</summary>
public static class LicenseParser
{
    private const string Command = "display license";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static License Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var license = new License();
        var items = ImmutableArray.CreateBuilder<LicenseItem>();
        string? feature = null;
        var inTable = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("Item name") && !line.Contains(':'))
            {
                // The second table, of command lines, has no values.
                inTable = line.Has("Value");
            }
            else if (KeyValue.TrySplit(line, out var key, out var value) && IsPlainKey(key))
            {
                inTable = false;
                feature = key.IsKey("Feature name") ? value.OrNull() : feature;
                if (key.IsKey("Item name"))
                {
                    items.Add(new LicenseItem { Feature = feature, Name = value.ToString() });
                }

                license = With(license, key, value);
                WithItem(items, key, value);
            }
            else if (inTable && TryItem(line, feature) is { } item)
            {
                items.Add(item);
            }
        }

        return license.ActiveLicense is not null && license.State is not null
            ? license with { Items = items.DrainToImmutable() }
            : throw reader.NotFound("\"Active License : …\" and \"License state : …\"");
    }

    private static bool IsPlainKey(ReadOnlySpan<char> key) => key.IndexOfAny('(', '.') < 0 || key.Begins("License Serial");

    private static License With(License license, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        switch (key)
        {
            case var _ when key.IsKey("Active license"):
                return license with { ActiveLicense = value.OrNull() };
            case var _ when key.IsKey("License state"):
                return license with { State = value.OrNull() };
            case var _ when key.IsKey("Revoke ticket"):
                return license with { RevokeTicket = value.Is("No ticket") ? null : value.OrNull() };
            case var _ when key.IsKey("Product name"):
                return license with { ProductName = value.OrNull() };
            case var _ when key.IsKey("Product version"):
                return license with { ProductVersion = value.OrNull() };
            case var _ when key.IsKey("License Serial No"):
                return license with { SerialNumber = value.OrNull() };
            case var _ when key.IsKey("Creator"):
                return license with { Creator = value.OrNull() };
            case var _ when key.IsKey("Created Time"):
                return license with { CreatedTime = Moment.Local(value) };
            case var _ when key.IsKey("Expired date"):
                return license with { ExpiredDate = license.ExpiredDate ?? value.OrNull() };
            default:
                return license;
        }
    }

    private static void WithItem(ImmutableArray<LicenseItem>.Builder items, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (items.Count == 0)
        {
            return;
        }

        items[^1] = key switch
        {
            _ when key.IsKey("Item type") => items[^1] with { Type = value.OrNull() },
            _ when key.IsKey("Control value") => items[^1] with { Value = value.OrNull() },
            _ when key.IsKey("Used value") => items[^1] with { Used = Number.Integer(value) },
            _ when key.IsKey("Description") => items[^1] with { Description = value.OrNull() },
            _ => items[^1],
        };
    }

    /// <summary>"LCX6QS0100  Resource  16  CX600 Subscribers Quantity(1k Subscribers)".</summary>
    private static LicenseItem? TryItem(ReadOnlySpan<char> line, string? feature)
    {
        var tokens = new TokenReader(line);
        var name = tokens.First();
        var type = tokens.First();
        var value = tokens.First();
        return value.IsEmpty || !(type.Is("Function") || type.Is("Resource") || type.IsNothing())
            ? null
            : new LicenseItem
            {
                Feature = feature,
                Name = name.ToString(),
                Type = type.OrNull(),
                Value = value.OrNull(),
                Description = tokens.Rest.OrNull(),
            };
    }
}
