/**
 * Secrets from tutorials, sample configurations, documentation and lists of common passwords, which
 * an attacker tries first. Separated by bars and line breaks.
 */
const listed = `
secret|Secret|SECRET|secret1|secret12|secret123|secret1234|secret12345|secret123456|secretkey
secretKey|SecretKey|SECRETKEY|secret_key|SECRET_KEY|secret-key|secret key|secretpassword
secret_password|secrets|secretsecret|secretsecretsecret|secretsecretsecretsecretsecretsecret
secretvalue|secret_value|secretphrase|secretstring|secret_string|secrettoken|secret_token
secret-token|topsecret|top_secret|top-secret|TopSecret|topsecretkey|supersecret|super_secret
super-secret|super secret|SuperSecret|supersecretkey|superSecretKey|super_secret_key
super-secret-key|super secret key|supersecretpassword|supersecret123|supersecrettoken
super-secret-token|super_secret_token|super-secret-jwt-token-with-at-least-32-characters-long
verysecret|very_secret|very-secret|very secret|verysecretkey|very-secret-key|veryverysecret
my-secret|my_secret|my secret|mysecret|mySecret|MySecret|mysecret123|mysecretkey|mySecretKey
MySecretKey|my-secret-key|my_secret_key|my secret key|mysecretpassword|mysecrettoken
my-secret-token|my_secret_token|my-super-secret-key|my_super_secret_key|mysupersecretkey
mysupersecret|my-very-secret-key|my-32-character-ultra-secure-and-ultra-long-secret|your-secret
your_secret|your secret|yoursecret|your-secret-key|your_secret_key|yourSecretKey|your secret key
yoursecretkey|your-256-bit-secret|your-384-bit-secret|your-512-bit-secret|your-256-bit-secret-key
your_jwt_secret|your_jwt_secret_key|your-jwt-secret|your-jwt-secret-key|your-super-secret-key
your-super-secret-jwt-key|your_super_secret_key|your_super_secret_jwt_key|your-secret-key-here
your_secret_key_here|your-secret-here|your_secret_here|your-secret-key-change-in-production
your-secret-key-change-this-in-production|your-super-secret-jwt-key-change-this-in-production
your-super-secret-and-long-postgres-password|your_secret_token|your_strong_secret
your-strong-secret|your-key|your_key|yourkey|yourpassword|a-string-secret-at-least-256-bits-long
a-valid-string-secret-that-is-at-least-384-bits-long
a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long|a-secret|a_secret|asecret
a secret|a-secret-key|a-very-long-secret|a-very-secret-key|a_very_secret_key|some-secret
some_secret|some secret|somesecret|somesecretkey|some-secret-key|some_secret_key|somesupersecret
some-super-secret|shared-secret|shared_secret|sharedsecret|shared secret|SharedSecret|the-secret
thesecret|the_secret|this is a secret|this-is-a-secret|this_is_a_secret|thisisasecret
thisisasecretkey|this-is-a-secret-key|this_is_a_secret_key|this is my secret|thisismysecret
thisismysecretkey|this_is_my_secret|ThisIsASecret|ThisIsASecretKey|ThisIsMySecretKey
this-is-the-secret|this is the secret key|it is a secret|itsasecret|its-a-secret|i-am-a-secret
app-secret|app_secret|appsecret|AppSecret|appSecret|APP_SECRET|api-secret|api_secret|apisecret
apikey|api_key|api-key|auth-secret|auth_secret|authsecret|AUTH_SECRET|auth|authkey|client-secret
client_secret|clientsecret|token|Token|TOKEN|tokens|token-secret|token_secret|tokensecret
tokenSecret|TOKEN_SECRET|token_key|tokenkey|access|access-secret|access_secret|access-token-secret
access_token_secret|accesstokensecret|ACCESS_TOKEN_SECRET|refresh|refresh-secret|refresh_secret
refresh-token-secret|refresh_token_secret|refreshtokensecret|REFRESH_TOKEN_SECRET|jwt|JWT
jwtsecret|jwtSecret|JwtSecret|JWTSECRET|jwt-secret|jwt_secret|JWT_SECRET|JWT-SECRET|jwt secret
jwtsecretkey|jwtSecretKey|jwt-secret-key|jwt_secret_key|JWT_SECRET_KEY|JWTSecretKey|jwtkey|jwt-key
jwt_key|JWT_KEY|jwtpassword|jwt_password|jwttoken|jwt-token|jwt_token|jwt123
jwt-secret-for-development|key|Key|KEY|key1|key123|keys|mykey|my-key|my_key|my key|myKey|mykey123
secretkey1|secretkey12|secretkey123|private|private-key|private_key|privatekey|privateKey
PRIVATE_KEY|public|publickey|public_key|signing-key|signing_key|signingkey|signingKey|sign
signature|symmetric|hmac|hmackey|hmac-secret|hmac_secret|hs256|HS256|sha256|session|session-secret
session_secret|sessionsecret|SESSION_SECRET|cookie|cookie-secret|cookie_secret|cookiesecret
keyboard cat|keyboard-cat|keyboard_cat|keyboardcat|password|Password|PASSWORD|password1|Password1
password12|password123|Password123|password1234|password!|Password!|P@ssw0rd|P@ssword|p@ssw0rd
p@ssword|passw0rd|Passw0rd|mypassword|my_password|passwd|pass|pass123|pass1234|passphrase|pwd|root
toor|admin|Admin|ADMIN|admin1|admin12|admin123|admin1234|admin@123|administrator|adminadmin|user
user123|username|guest|test|Test|TEST|test1|test12|test123|test1234|test12345|tests|testing
testtest|test-secret|test_secret|testsecret|testSecret|test-key|test_key|testkey|testKey
test-token|testtoken|testpassword|tester|demo|Demo|demo123|demosecret|demo-secret|demo_secret|dev
dev-secret|dev_secret|devsecret|development|development-secret|development_secret|debug|local
localhost|localsecret|default|Default|default-secret|default_secret|defaultsecret|default-key
default_key|defaultkey|default-secret-key|staging|prod|production|example|Example|example-secret
example_secret|examplesecret|example_key|example-key|sample|sample-secret|samplesecret
sample_secret|sample_key|dummy|dummysecret|dummy-secret|dummy_secret|fake|fakesecret|fake-secret
foo|foobar|FooBar|foobarbaz|foo123|bar|baz|qux|changeme|changeMe|ChangeMe|CHANGEME|change-me
change_me|change me|CHANGE_ME|changeme123|changeit|change-it|change_it|change this|changethis
change-this|change_this|changethissecret|change-this-secret|change_this_secret
change-me-in-production|change_me_in_production|change-in-production|please-change-me
please_change_me|pleasechangeme|PleaseChangeMe|insecure|insecure-secret|insecure_secret
not-a-secret|not_a_secret|notasecret|notsecret|not-so-secret|not_so_secret|notsosecret|no-secret
nosecret|none|null|undefined|nil|true|false|empty|blank|todo|TODO|tbd|xxx|xxxx|xyz|abc|abc123|abcd
abcd1234|abcde|abcdef|abcdefg|abcdefgh|abcdefghijklmnopqrstuvwxyz|abcdefghijklmnopqrstuvwxyz123456
a|b|x|s|0|1|12|123|1234|12345|123456|1234567|12345678|123456789|1234567890
12345678901234567890123456789012|0123456789|0123456789abcdef|0123456789abcdef0123456789abcdef
0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|00000000000000000000000000000000
11111111111111111111111111111111|000000|111111|123123|123321|654321|666666|696969|112233|121212
987654321|1q2w3e|1q2w3e4r|1q2w3e4r5t|1qaz2wsx|qwe123|qwer1234|qwert|qwerty|Qwerty|QWERTY|qwerty1
qwerty12|qwerty123|qwertyuiop|qwertyuiopasdfghjklzxcvbnm123456|qazwsx|asdf|asdf1234|asdfasdf
asdfgh|asdfghjkl|zxcvbn|zxcvbnm|letmein|LetMeIn|welcome|Welcome|Welcome1|welcome1|welcome123
opensesame|open sesame|open-sesame|sesame|iloveyou|ilovejwt|trustno1|monkey|dragon|master
masterkey|master-key|master_key|football|baseball|sunshine|princess|shadow|superman|batman
starwars|hello|Hello|hello123|helloworld|hello world|HelloWorld|hello-world|hello_world
Hello World|Hello World!|hello, world|world|hunter2|cat|dog|correct horse battery staple
correct-horse-battery-staple|correcthorsebatterystaple|shhh|shhhh|shhhhh|shhhhhh|shhhhhhh
shhhhhhhared-secret|ssh|sshh|nodejs|node|express|expressjs|express-secret|react|angular|nestjs
nest|next|nextauth|NEXTAUTH_SECRET|nextauth-secret|laravel|django|django-insecure
django-secret-key|flask|flask-secret|flask_secret|rails|spring|springboot|spring-boot
spring-security|java|javainuse|python|golang|go|php|ruby|rust|dotnet|microservices|gateway|graphql
hasura|postgrest|postgres|supabase|strapi|keycloak|auth0|okta|firebase|oauth|oauth2|openid
passport|passportjs|bezkoder-secret-key|bezKoderSecretKey|bootcamp|tutorial|chat|blog|shop|store
todoapp|todo-app|app|application|server|service|website|company|reallyreallyreallyreallyverysecret
reallyreallylongsecret|really-long-secret|a really long secret|verylongsecret|very-long-secret
verylongsecretkey|very_long_secret_key|averylongsecret|AVeryLongSecret|longsecret|long-secret
long_secret|random|random-secret|randomsecret|randomstring|random_string|random-string
somerandomstring|some-random-string|some_random_string|somethingsecret|something-secret
something secret|something|nothing|ultrasecret|ultra-secret|ultra_secret|hidden|confidential
classified|private-secret|crypto|encryption|encryption-key|encryption_key|cipher|salt|pepper|hash
nonce|nonsense|whatever|love|freedom|gfg_jwt_secret_key|thisisthesecretkey
this-is-my-super-secret-key|ThisIsASuperSecretKey|supersecuresecret|super-secure-secret
supersecure|super-secure-key|secure|securekey|secure-key|secure_key|secureSecret|secure-secret
strongsecret|strong-secret|U3VwZXJTZWNyZXQ=|c2VjcmV0|bXlzZWNyZXQ=|s3cr3t|S3cr3t|s3cret|S3cret
5ecret|5ecr3t|sekret|sekrit|s3cr3tk3y|s3cr3t_k3y|geheim|geheimnis|passwort|segredo|secreto|secreta
clave|contrasena|contraseña|senha|chave|motdepasse|azerty|segreto|wachtwoord|haslo|hasło|tajne
hemligt|losenord|gizli|parola|пароль|секрет|密码|秘密|パスワード
`

export const wellKnownSecrets: readonly string[] = listed.trim().split(/[|\n]/)
