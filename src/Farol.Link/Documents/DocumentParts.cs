using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Farol.Link.Documents;

/// <summary>
/// A document taken apart without copying: its top-level properties, and the objects of those that are lists of named objects. Put together again
/// in the same order it gives the same bytes, because canonical JSON has no blanks.
/// </summary>
internal sealed class DocumentParts
{
    private readonly List<Property> _properties = [];

    public IReadOnlyList<Property> Properties => _properties;

    /// <exception cref="LinkException">It is no JSON object.</exception>
    public static DocumentParts Take(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Read(json);
        }
        catch (JsonException malformed)
        {
            throw new LinkException(LinkFault.Malformed, "a document that is no JSON: " + malformed.Message, malformed);
        }
    }

    public ReadOnlyMemory<byte> Assemble()
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        bytes.Write("{"u8);
        var separator = ""u8;
        foreach (var property in _properties)
        {
            bytes.Write(separator);
            bytes.Write("\""u8);
            bytes.Write(JsonEncodedText.Encode(property.Kind).EncodedUtf8Bytes);
            bytes.Write("\":"u8);
            property.Write(bytes);
            separator = ","u8;
        }

        bytes.Write("}"u8);
        return bytes.WrittenMemory;
    }

    public Property? Find(string kind) => _properties.Find(p => p.Kind == kind);

    private static DocumentParts Read(ReadOnlyMemory<byte> json)
    {
        var parts = new DocumentParts();
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it does not begin with an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var kind = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = json[start..(int)reader.BytesConsumed];
            parts._properties.Add(new Property(kind, value, Objects(value)));
        }

        return parts;
    }

    /// <summary>The objects by name, or <c>null</c> when the value is not a list of objects that all have one of their own.</summary>
    private static List<KeyValuePair<string, ReadOnlyMemory<byte>>>? Objects(ReadOnlyMemory<byte> value)
    {
        if (value.Span[0] != (byte)'[')
        {
            return null;
        }

        var objects = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(value.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            if (NameWithin(ref reader) is not { } name || !names.Add(name))
            {
                return null;
            }

            objects.Add(new(name, value[start..(int)reader.BytesConsumed]));
        }

        return reader.TokenType == JsonTokenType.EndArray ? objects : null;
    }

    private static string? NameWithin(ref Utf8JsonReader reader)
    {
        string? name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                name = reader.GetString();
            }

            reader.Skip();
        }

        return name;
    }

    /// <summary>A top-level property: a list of named objects, or a value that changes as a whole.</summary>
    internal sealed class Property(string kind, ReadOnlyMemory<byte> value, List<KeyValuePair<string, ReadOnlyMemory<byte>>>? objects)
    {
        public string Kind { get; } = kind;

        public ReadOnlyMemory<byte> Value { get; set; } = value;

        public List<KeyValuePair<string, ReadOnlyMemory<byte>>>? Objects { get; } = objects;

        public void Write(ArrayBufferWriter<byte> bytes)
        {
            if (Objects is null)
            {
                bytes.Write(Value.Span);
                return;
            }

            bytes.Write("["u8);
            for (var i = 0; i < Objects.Count; i++)
            {
                bytes.Write(i == 0 ? ""u8 : ","u8);
                bytes.Write(Objects[i].Value.Span);
            }

            bytes.Write("]"u8);
        }

        public override string ToString() => Kind + " " + Encoding.UTF8.GetString(Value.Span);
    }
}
