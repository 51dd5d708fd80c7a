using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>The functions of libcrypto that are used here (err.h, bio.h, pem.h, x509.h, evp.h of OpenSSL 3.0).</summary>
internal static unsafe class OpenSslCrypto
{
    public const string Library = "libcrypto.so.3";

    [DllImport(Library, EntryPoint = "ERR_get_error")]
    public static extern ulong GetError();

    [DllImport(Library, EntryPoint = "ERR_clear_error")]
    public static extern void ClearErrors();

    [DllImport(Library, EntryPoint = "ERR_reason_error_string")]
    public static extern nint ReasonText(ulong error);

    [DllImport(Library, EntryPoint = "BIO_new_mem_buf")]
    public static extern nint MemoryReader(byte* bytes, int length);

    [DllImport(Library, EntryPoint = "BIO_free")]
    public static extern int FreeReader(nint reader);

    [DllImport(Library, EntryPoint = "PEM_read_bio_X509")]
    public static extern nint ReadCertificate(nint reader, nint reuse, nint callback, byte* passphrase);

    [DllImport(Library, EntryPoint = "PEM_read_bio_PrivateKey")]
    public static extern nint ReadPrivateKey(nint reader, nint reuse, nint callback, byte* passphrase);

    [DllImport(Library, EntryPoint = "X509_STORE_add_cert")]
    public static extern int AddToStore(nint store, nint certificate);

    [DllImport(Library, EntryPoint = "X509_check_private_key")]
    public static extern int CheckPrivateKey(nint certificate, nint key);

    [DllImport(Library, EntryPoint = "X509_free")]
    public static extern void FreeCertificate(nint certificate);

    [DllImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static extern void FreeKey(nint key);

    [DllImport(Library, EntryPoint = "EVP_PKEY_get0_type_name")]
    public static extern nint KeyTypeName(nint key);

    [DllImport(Library, EntryPoint = "OPENSSL_sk_new_null")]
    public static extern nint NewStack();

    [DllImport(Library, EntryPoint = "OPENSSL_sk_push")]
    public static extern int Push(nint stack, nint item);

    [DllImport(Library, EntryPoint = "OPENSSL_sk_pop")]
    public static extern nint Pop(nint stack);

    [DllImport(Library, EntryPoint = "OPENSSL_sk_free")]
    public static extern void FreeStack(nint stack);

    [DllImport(Library, EntryPoint = "OPENSSL_sk_num")]
    public static extern int Count(nint stack);

    [DllImport(Library, EntryPoint = "OPENSSL_sk_value")]
    public static extern nint ItemOf(nint stack, int index);

    [DllImport(Library, EntryPoint = "i2d_X509")]
    public static extern int EncodeCertificate(nint certificate, byte** into);

    [DllImport(Library, EntryPoint = "X509_verify_cert_error_string")]
    public static extern nint VerifyText(nint result);

    [DllImport(Library, EntryPoint = "X509_VERIFY_PARAM_set1_ip_asc")]
    public static extern int ExpectAddress(nint parameters, byte* text);

    [DllImport(Library, EntryPoint = "EVP_CIPHER_fetch")]
    public static extern nint FetchCipher(nint library, byte* name, byte* properties);

    [DllImport(Library, EntryPoint = "EVP_CipherInit_ex")]
    public static extern int InitCipher(nint state, nint cipher, nint engine, byte* key, byte* vector, int encrypt);

    [DllImport(Library, EntryPoint = "EVP_MAC_CTX_set_params")]
    public static extern int SetMacParameters(nint state, OpenSslParameter* parameters);
}
